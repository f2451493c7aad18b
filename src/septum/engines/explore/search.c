/* Breadth-first search over packed states.

   Put behind the table and the generated text, which defines WORDS, STEPS, MOST_SUCCESSORS, expand, asleep_behind, facts and
   readers. States are
   stored in the order in which they were found, which is the queue. Successors are collected, their places in the table
   fetched ahead, and only then looked up. */

enum status { RUNNING, EXHAUSTED, MOST_STATES, MOST_BYTES, VIOLATED };

#define BATCH 256
#define ROOM (BATCH + MOST_SUCCESSORS + 1)
#define RECENT_BITS 14
#define RECENT_SHIFT 24
#define STRIDE (WORDS + 1)  /* a successor is followed by 1 + the number of the way to it */
#define NO_PARENT UINT32_MAX
#define FIRST_TABLE (1u << 24)

struct search {
  u64 *states;            /* `count` times WORDS */
  uint32_t *parents;      /* the number of the state from which each was found */
  uint16_t *ways;         /* the way from there, and 0 for none */
  struct table table;
  u64 count, capacity, next, layer_end, depth, bytes, most_states, most_bytes;
  u64 counts[STEPS + 1];
  u64 *batch;             /* ROOM successors */
  uint32_t *batch_parents;
  u64 *hashes;
  u64 *recent;            /* states looked up lately, by some bits of their hash: all are stored */
  /* Symmetry: adjacent transpositions that, one after another, go through the whole group. */
  u64 chunks, walk_length;
  const uint32_t *chunk_word, *chunk_shift, *chunk_bits;
  const u64 *images;      /* by transposition, chunk, value: WORDS words */
  const uint16_t *walk;
};

static u64 bytes_of(u64 capacity, u64 lines) { return capacity * (8 * WORDS + 6) + table_bytes(lines); }

static void *longer(void *at, u64 bytes, u64 wanted) {
  void *moved = mremap(at, bytes, wanted, MREMAP_MAYMOVE);
  if (moved == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  if (wanted >= 1u << 22) madvise(moved, wanted, MADV_HUGEPAGE);
#endif
  return moved;
}

/* A table four times as long, or twice where memory is short: to enter all states again costs more than to clear it.
   Answers 0 where there is no memory. */
static int widen(struct search *x) {
  u64 lines = x->table.lines * 4;
  /* While it grows, the old table is still there. */
  while (bytes_of(x->capacity, lines + x->table.lines) > x->most_bytes) lines /= 2;
  struct table wider;
  if (lines <= x->table.lines || !table_of(&wider, lines, x->states, x->count)) return 0;
  munmap(x->table.slots, table_bytes(x->table.lines));
  x->table = wider;
  x->bytes = bytes_of(x->capacity, lines);
  return 1;
}

/* Room for twice as many states, or as many as the limits allow. Answers 0 where there is none. */
static int lengthen(struct search *x) {
  u64 capacity = x->capacity * 2;
  if (capacity > x->most_states) capacity = x->most_states;
  while (capacity > x->capacity && bytes_of(capacity, x->table.lines) > x->most_bytes)
    capacity -= (capacity - x->capacity + 1) / 2;
  if (capacity <= x->capacity) return 0;
  u64 *states = longer(x->states, x->capacity * 8 * WORDS, capacity * 8 * WORDS);
  if (states) x->states = states;
  uint32_t *parents = longer(x->parents, x->capacity * 4, capacity * 4);
  if (parents) x->parents = parents;
  uint16_t *ways = longer(x->ways, x->capacity * 2, capacity * 2);
  if (ways) x->ways = ways;
  if (!states || !parents || !ways) return 0;
  x->capacity = capacity;
  x->bytes = bytes_of(capacity, x->table.lines);
  return 1;
}

/* 1 where the state is new and stored, 0 where it is known, or minus the limit that was reached. */
static int insert(struct search *x, const u64 *state, u64 h, uint32_t parent, uint16_t way) {
  slot *place;
  u64 away;
  if (find(&x->table, x->states, state, h, &place, &away)) return 0;
  if (x->count >= x->most_states) return -MOST_STATES;
  if (x->count == x->capacity && !lengthen(x)) return -MOST_BYTES;
  while (x->count * 3 >= x->table.lines * LINE * 2 || away > FARTHEST) {
    if (!widen(x)) return -MOST_BYTES;
    find(&x->table, x->states, state, h, &place, &away);
  }
  fill(place, state, h, x->count, away);
  memcpy(x->states + x->count * WORDS, state, 8 * WORDS);
  x->ways[x->count] = way;
  x->parents[x->count++] = parent;
  return 1;
}

static void transposed(const struct search *x, u64 which, u64 *state) {
  u64 after[WORDS] = {0};
  for (u64 c = 0; c < x->chunks; c++) {
    const u64 value = state[x->chunk_word[c]] >> x->chunk_shift[c] & ((1ull << x->chunk_bits[c]) - 1);
    const u64 *image = x->images + ((which * x->chunks + c) * 256 + value) * WORDS;
    for (int i = 0; i < WORDS; i++) after[i] |= image[i];
  }
  memcpy(state, after, sizeof after);
}

static int less(const u64 *a, const u64 *b) {
  for (int i = 0; i < WORDS; i++)
    if (a[i] != b[i]) return a[i] < b[i];
  return 0;
}

/* The least of all states that differ from this one in the names of interchangeable elements. */
static void canonical(const struct search *x, u64 *state) {
  u64 at[WORDS];
  memcpy(at, state, sizeof at);
  for (u64 i = 0; i < x->walk_length; i++) {
    transposed(x, x->walk[i], at);
    if (less(at, state)) memcpy(state, at, sizeof at);
  }
}

/* Does a state break a fact, where only the bits of `changed` differ from a state that breaks none? */
static int fails(const u64 *state, const u64 *changed) {
  u64 asked[FACT_WORDS] = {0};
  for (int word = 0; word < WORDS; word++)
    for (u64 left = changed[word]; left; left &= left - 1)
      for (int i = 0; i < FACT_WORDS; i++) asked[i] |= readers[64 * word + __builtin_ctzll(left)][i];
  for (int i = 0; i < FACT_WORDS; i++)
    for (u64 left = asked[i]; left; left &= left - 1)
      if (facts[64 * i + __builtin_ctzll(left)](state)) return 1;
  return 0;
}

static enum status look_up(struct search *x, u64 found) {
  u64 changed[WORDS];
  u64 left = 0;
  for (u64 i = 0; i < found; i++) {
    u64 *state = x->batch + i * STRIDE;
    if (x->walk_length) canonical(x, state);
    const u64 h = hash(state);
    u64 *recent = x->recent + (h >> RECENT_SHIFT & ((1u << RECENT_BITS) - 1)) * WORDS;
    /* Half of all are known here, and no one can guess which: without a branch. */
    const int unknown = !same(recent, state);
    memcpy(recent, state, 8 * WORDS);
    memmove(x->batch + left * STRIDE, state, 8 * STRIDE);
    x->batch_parents[left] = x->batch_parents[i];
    x->hashes[left] = h;
    left += unknown;
    __builtin_prefetch(unknown ? (const void *)slots_of(&x->table, line_of(&x->table, h)) : recent);
  }
  found = left;
#if WORDS > 2
  for (u64 i = 0; i < found; i++) {
    const slot *at = slots_of(&x->table, line_of(&x->table, x->hashes[i]));
    if (!is_free(at)) __builtin_prefetch(x->states + ((at->entry & 0xffffffffu) - 1) * WORDS);
  }
#endif
  for (u64 i = 0; i < found; i++) {
    const u64 *state = x->batch + i * STRIDE;
    const int stored = insert(x, state, x->hashes[i], x->batch_parents[i], (uint16_t)state[WORDS]);
    if (stored < 0) return (enum status)-stored;
    if (!stored) continue;
    const u64 *before = x->states + (u64)x->batch_parents[i] * WORDS;
    /* A representative may differ from its parent anywhere. */
    for (int k = 0; k < WORDS; k++) changed[k] = x->walk_length ? ~0ull : state[k] ^ before[k];
    if (fails(state, changed)) return VIOLATED;
  }
  return RUNNING;
}

/* Expands `most` states at most. */
int search_run(struct search *x, u64 most) {
  while (x->next < x->count && most) {
    u64 found = 0;
    while (found < BATCH && x->next < x->layer_end && most) {
      u64 *from = x->batch + found * STRIDE;
      /* A representative was not reached by the way that is noted, but by one with other names. */
      const u64 *asleep = asleep_behind[x->walk_length ? 0 : x->ways[x->next]];
      const u64 *to = expand(x->states + x->next * WORDS, from, asleep, x->counts);
      const u64 more = (u64)(to - from) / STRIDE;
      for (u64 i = 0; i < more; i++) x->batch_parents[found + i] = (uint32_t)x->next;
      found += more;
      x->next++;
      most--;
    }
    const enum status status = look_up(x, found);
    if (status == VIOLATED) x->depth++;
    if (status != RUNNING) return status;
    if (x->next == x->layer_end) {
      x->depth += x->count > x->layer_end;
      x->layer_end = x->count;
    }
  }
  return x->next < x->count ? RUNNING : EXHAUSTED;
}

void search_free(struct search *x) {
  if (!x) return;
  if (x->states) munmap(x->states, x->capacity * 8 * WORDS);
  if (x->parents) munmap(x->parents, x->capacity * 4);
  if (x->ways) munmap(x->ways, x->capacity * 2);
  if (x->table.slots) munmap(x->table.slots, table_bytes(x->table.lines));
  free(x->batch);
  free(x->batch_parents);
  free(x->hashes);
  free(x->recent);
  free(x);
}

struct search *search_new(u64 most_states, u64 most_bytes) {
  struct search *x = calloc(1, sizeof *x);
  if (!x) return NULL;
  x->most_states = most_states < NO_PARENT - 1 ? most_states : NO_PARENT - 1;
  x->most_bytes = most_bytes;
  x->capacity = x->most_states < 4096 ? x->most_states : 4096;
  u64 lines = FIRST_TABLE / 64;
  while (lines > 1u << LEAST_LINE_BITS && (lines > x->most_states || bytes_of(x->capacity, lines) > most_bytes / 2))
    lines /= 2;
  x->states = pages(x->capacity * 8 * WORDS);
  x->parents = pages(x->capacity * 4);
  x->ways = pages(x->capacity * 2);
  x->batch = calloc(ROOM, 8 * STRIDE);
  x->batch_parents = calloc(ROOM, 4);
  x->hashes = calloc(ROOM, 8);
  x->recent = calloc(1u << RECENT_BITS, 8 * WORDS);
  x->bytes = bytes_of(x->capacity, lines);
  if (table_of(&x->table, lines, NULL, 0) && x->states && x->parents && x->ways && x->batch && x->batch_parents && x->hashes && x->recent) return x;
  search_free(x);
  return NULL;
}

void search_symmetry(struct search *x, u64 chunks, const uint32_t *word, const uint32_t *shift, const uint32_t *bits,
                     const u64 *images, u64 walk_length, const uint16_t *walk) {
  x->chunks = chunks;
  x->chunk_word = word; x->chunk_shift = shift; x->chunk_bits = bits;
  x->images = images; x->walk_length = walk_length; x->walk = walk;
}

void search_canonical(const struct search *x, u64 *state) { canonical(x, state); }

/* Stores a state from which to begin. */
int search_start(struct search *x, const u64 *state) {
  if (x->bytes > x->most_bytes) return -MOST_BYTES;
  u64 start[WORDS];
  memcpy(start, state, sizeof start);
  if (x->walk_length) canonical(x, start);
  const int stored = insert(x, start, hash(start), NO_PARENT, 0);
  x->layer_end = x->count;
  for (u64 i = 0; stored > 0 && i < 1u << RECENT_BITS; i++) memcpy(x->recent + i * WORDS, start, 8 * WORDS);
  return stored;
}

u64 search_count(const struct search *x) { return x->count; }
u64 search_depth(const struct search *x) { return x->depth; }
u64 search_bytes(const struct search *x) { return x->bytes; }
u64 search_done(const struct search *x, u64 step) { return x->counts[step]; }
uint32_t search_parent(const struct search *x, u64 number) { return x->parents[number]; }
void search_state(const struct search *x, u64 number, u64 *state) {
  memcpy(state, x->states + number * WORDS, 8 * WORDS);
}
