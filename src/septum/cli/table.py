"""Every command that there is."""

from septum.cli.options import ALL, BUDGET, NO_CACHE, SOLVERS, WORKERS, Command, Option

COMMANDS = (
    Command(
        "verify",
        "DEPLOYMENT",
        "the whole answer for one deployment",
        "verify",
        (
            Option("--on", "judge what is accepted by this day; standard: today", "DATE"),
            Option("--certify", "have Rocq check the theorem too"),
            Option("-o", "with --certify: the directory to write the certificate into", "DIR"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        details="Proves the deployment's profile, checks that the deployment fits it, runs the life of its tenants "
        "on it, and lists what is taken on trust and which channels are left.",
    ),
    Command(
        "enumerate",
        "[DEPLOYMENT]",
        "the capabilities that a workload exercises",
        "enumerate",
        (
            Option("--trace", "recordings of a run: strace, ftrace, dumps of ioctl arguments", "FILE…", many=True),
            Option("--profile", "for a recording, the profile to measure it by; standard: minimal", "PROFILE"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        details="The workload is the one that DEPLOYMENT names, or has the shape of: for each of its events, which of "
        "the profile's capabilities it needs, by a run that has no others and by proofs that it cannot do without. Or "
        "it is what was recorded: for every call and every event of the IOMMU, which capability it realises, or why "
        "none; exits with 3 where one is not known.",
    ),
    Command(
        "prove",
        "PROFILE",
        "the property, unbounded",
        "prove",
        (
            Option("--only", "only the obligations that match, as take_back/*", "GLOB", many=True),
            Option(
                "--statement",
                "which statement of isolation: runs (two runs, the standard) or reach (one run)",
                "NAME",
                words=("runs", "reach"),
            ),
            SOLVERS,
            Option("--independent", "send the plain quantified queries, without any preparation"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        details="PROFILE is the name of one that comes with septum, or a file.",
    ),
    Command(
        "refute",
        "PROFILE",
        "--without X: the attack that X stops",
        "refute",
        (
            Option("--without", "a check, news, view, invariant or assumption of the profile", "NAME"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        required=("--without",),
        details="Exits with 1 where there is an attack, the hoped-for answer, and with 0 where isolation holds "
        "without it.",
    ),
    Command(
        "minimal",
        "PROFILE",
        "is everything in the profile needed?",
        "minimal",
        (WORKERS, BUDGET, NO_CACHE, ALL),
        details="Drops every check, news, hardware step, view, assumption, invariant and clause of the property in "
        "turn, and says what each is for; then finds the smallest sets of capabilities that run the "
        "profile's workloads. Exits with 1 where a part is for nothing.",
    ),
    Command(
        "certify",
        "PROFILE",
        "the proof as a development that Rocq checks",
        "certify",
        (
            Option("-o", "the directory to write into", "DIR"),
            Option("--no-check", "write it, and leave it to others to check"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        required=("-o",),
        details="Writes the specification, the property and the proof in the language of Rocq, and has coqc and coqchk "
        "check them, without axioms. The directory needs nothing of septum. SEPTUM_ROCQ names the folder of Rocq's "
        "programs where they are not on PATH.",
    ),
    Command(
        "corpus",
        "[BUG|FILE]",
        "published bugs, and what stops them",
        "corpus",
        (
            Option("--profile", "the profile that is to stop them; standard: minimal", "PROFILE"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        details="Plays an attack script of each bug: without the check or assumption that it names it must leak, with "
        "it the run must stop there. BUG is one of them, as XSA-442; FILE has attack scripts of your own. Exits with 1 "
        "where one is not caught.",
    ),
    Command(
        "show",
        "PROFILE[.STEP]",
        "the specification itself, assembled",
        "show",
        (Option("--policy", "who is told what, and what the manager learns"), ALL),
    ),
    Command(
        "export",
        "KIND PROFILE",
        "a profile in other tools' formats",
        "export",
        (Option("-o", "the directory to write into; standard: print it, if it is one file", "DIR"), ALL),
        details="KIND is json (all of the profile and its obligations), smtlib (a script for each obligation), vmt or "
        "tla (the transition system).",
    ),
    Command(
        "diff",
        "OLD NEW",
        "what has changed between two results",
        "diff",
        (ALL,),
        details="OLD and NEW are two results of one command, as `--format json` printed them. Exits with 1 where "
        "something is worse: a verdict, an assumption or a channel more, an acceptance that is over.",
    ),
    Command(
        "tests",
        "PROFILE",
        "call sequences with expected answers, for a core",
        "tests",
        (
            Option("-o", "the directory to write into, a file a sequence; standard: print them", "DIR"),
            Option("--seed", "another number gives other arguments; standard: 0", "N", numbers=(0, 2**32)),
            Option("--states", "how many states near the examples to visit; standard: 20000", "N", numbers=(0, 10**9)),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
        details="Writes sequences of calls that do every step, reach every status, alone where that can be, and try "
        "each pair of checks that both refuse. What they cover, and how many mutated cores they notice, is said beside "
        "them. Exits with 3 where something was not found.",
    ),
    Command(
        "trace",
        "PROFILE FILE…",
        "did a recorded run stay isolated, and conform?",
        "trace",
        (Option("--write", "write the runs to a file, as JSON lines", "FILE"), ALL),
        details="FILE is a file of JSON lines, or the files of one recording of Linux: strace, ftrace, argument dumps. "
        "Exits with 1 where a run was not isolated, or did what the profile does not.",
    ),
    Command("assumptions", "[PROFILE]", "what is taken on trust", "assumptions", (ALL,)),
    Command(
        "profiles",
        "",
        "the profiles that come with septum",
        "profiles",
        (
            Option("--matrix", "which workloads run on which of them, and isolated or not"),
            WORKERS,
            BUDGET,
            NO_CACHE,
            ALL,
        ),
    ),
    Command(
        "explain",
        "ID",
        "the reason behind any id that septum prints",
        "explain",
        (Option("--profile", "the profile whose names these are; standard: minimal", "PROFILE"), ALL),
    ),
)
