/* The table of the states that are known, exact in each of its three layouts: a state is known only where all its bits
   are equal to those of a stored one.

   Put behind the generated text, which defines WORDS, the words of a state, and LAST_BITS, how many bits of the last one
   are used. No word uses its upper bit. A line of the cache holds LINE places, the upper bits of a hash say in which line
   a state belongs, and where that is full it lies in one of the next. */

#define LINE (64 / sizeof(slot))
#define MARK (1ull << 63)

static inline int same(const u64 *a, const u64 *b) {
  u64 different = 0;
  for (int i = 0; i < WORDS; i++) different |= a[i] ^ b[i];
  return !different;
}

#if WORDS == 2 && LAST_BITS <= 10
/* A state in one word, so that twice as many lie in the caches. Its first word is mixed so that nothing is lost; the
   upper bits of that are the number of a line, and need not be stored. */
typedef struct { u64 entry; } slot;
#define LEAST_LINE_BITS 18
#define FARTHEST 255

static inline u64 hash(const u64 *s) {
  /* On the 63 bits that are used each line can be undone. */
  u64 h = (s[0] ^ s[1] * 0x2d358dccaa6c78a5ull) & ~MARK;
  h = h * 0x4b33a62ed433d4a3ull & ~MARK;
  h ^= h >> 32;
  return h * 0x9e3779b97f4a7c15ull << 1;
}

/* From the upper bit on: what is left of the hash, the last word, how many lines away from its own it lies, a mark. */
static inline u64 entry_of(const u64 *states, const u64 *state, u64 h, u64 number, u64 away) {
  (void)states; (void)number;
  return (h >> 1 & ((1ull << (63 - LEAST_LINE_BITS)) - 1)) << 19 | state[1] << 9 | away << 1 | 1;
}

static inline int is_free(const slot *at) { return !at->entry; }

static inline int holds(const slot *at, const u64 *states, const u64 *state, u64 h, u64 away) {
  return at->entry == entry_of(states, state, h, 0, away);
}

static inline void fill(slot *at, const u64 *state, u64 h, u64 number, u64 away) {
  at->entry = entry_of(NULL, state, h, number, away);
}
#else
#define LEAST_LINE_BITS 4
#define FARTHEST (1ull << 40)

static u64 mixed(u64 a, u64 b) {
  const unsigned __int128 product = (unsigned __int128)a * b;
  return (u64)product ^ (u64)(product >> 64);
}

static inline u64 hash(const u64 *s) {
  u64 h = 0x2d358dccaa6c78a5ull;
  for (int i = 0; i + 1 < WORDS; i += 2) h = mixed(s[i] ^ 0x8bb84b93962eacc9ull ^ h, s[i + 1] ^ 0x4b33a62ed433d4a3ull);
  if (WORDS & 1) h = mixed(s[WORDS - 1] ^ h, 0x9e3779b97f4a7c15ull);
  return mixed(h ^ 0x4d5a2da51de1aa47ull, 0xa0761d6478bd642full);
}

#if WORDS <= 2
/* A place holds a whole state, and its marked upper bit says that it does: one access to memory finds it. */
typedef struct { u64 words[WORDS]; } slot;

static inline int is_free(const slot *at) { return !at->words[WORDS - 1]; }

static inline int holds(const slot *at, const u64 *states, const u64 *state, u64 h, u64 away) {
  (void)states; (void)h; (void)away;
  u64 different = at->words[WORDS - 1] ^ state[WORDS - 1] ^ MARK;
  for (int i = 0; i < WORDS - 1; i++) different |= at->words[i] ^ state[i];
  return !different;
}

static inline void fill(slot *at, const u64 *state, u64 h, u64 number, u64 away) {
  (void)h; (void)number; (void)away;
  memcpy(at->words, state, 8 * WORDS);
  at->words[WORDS - 1] |= MARK;
}
#else
/* A place holds the number of a state + 1, and 32 bits of its hash above. */
typedef struct { u64 entry; } slot;

static inline int is_free(const slot *at) { return !at->entry; }

static inline int holds(const slot *at, const u64 *states, const u64 *state, u64 h, u64 away) {
  (void)away;
  /* The upper bits choose the line: the lower ones tell the states in it apart. */
  return at->entry && at->entry >> 32 == (h & 0xffffffffu) && same(states + ((at->entry & 0xffffffffu) - 1) * WORDS, state);
}

static inline void fill(slot *at, const u64 *state, u64 h, u64 number, u64 away) {
  (void)state; (void)away;
  at->entry = h << 32 | (number + 1);
}
#endif
#endif

/* `lines` is a power of two, and line_shift 64 less its exponent. */
struct table {
  slot *slots;
  u64 lines;
  unsigned line_shift;
};

static inline u64 line_of(const struct table *t, u64 h) { return h >> t->line_shift; }
static inline slot *slots_of(const struct table *t, u64 line) { return t->slots + line * LINE; }
static inline u64 table_bytes(u64 lines) { return lines * LINE * sizeof(slot); }

/* Where a state is, or belongs: 1 where it is there already. No state lies farther away than FARTHEST. */
static inline int find(const struct table *t, const u64 *states, const u64 *state, u64 h, slot **place, u64 *away) {
  u64 line = line_of(t, h);
  for (u64 far = 0;; far++, line = (line + 1) & (t->lines - 1)) {
    slot *slots = slots_of(t, line);
    if (far > FARTHEST) {
      *away = far;
      return 0;
    }
    /* All places of a line are looked at: to stop at one of them, the processor guesses wrong. */
    unsigned known = 0, free = 0;
#pragma GCC unroll 8
    for (unsigned i = 0; i < LINE; i++) {
      known |= holds(slots + i, states, state, h, far);
      free |= (unsigned)is_free(slots + i) << i;
    }
    if (known) return 1;
    if (free) {
      *place = slots + __builtin_ctz(free);
      *away = far;
      return 0;
    }
  }
}

/* A table of the same states. Answers 0 where there is no memory, or where too many of them belong together. */
static int table_of(struct table *t, u64 lines, const u64 *states, u64 count) {
  t->slots = pages(table_bytes(lines));
  if (!t->slots) return 0;
  t->lines = lines;
  t->line_shift = 64 - __builtin_ctzll(lines);
  for (u64 i = 0; i < count; i++) {
    const u64 ahead = i + 16 < count ? i + 16 : i;
    __builtin_prefetch(slots_of(t, line_of(t, hash(states + ahead * WORDS))), 1);
    const u64 *state = states + i * WORDS, h = hash(state);
    slot *place;
    u64 away;
    find(t, states, state, h, &place, &away);
    if (away > FARTHEST) {
      munmap(t->slots, table_bytes(lines));
      t->slots = NULL;
      return 0;
    }
    fill(place, state, h, i, away);
  }
  return 1;
}
