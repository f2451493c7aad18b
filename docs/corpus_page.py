"""The tables of `docs/corpus.md`. Run as a program, this file judges the corpus and writes them into the page."""

from pathlib import Path

from septum.engines.corpus.bugs import load_bugs
from septum.engines.corpus.reading import read_scripts
from septum.engines.corpus.verdicts import CorpusResult, judge_corpus
from septum.engines.settings import Settings
from septum.report.manual.corpus import corpus_tables
from septum.report.manual.markup import page_with

PAGE = Path(__file__).parent / "corpus.md"


def judged(settings: Settings) -> CorpusResult:
    """The corpus that comes with septum, against the profile `minimal`."""
    model, scripts = read_scripts("minimal")
    return judge_corpus(model, scripts, load_bugs(), settings)


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page_with(corpus_tables(judged(Settings())), text), encoding="utf-8", newline="\n")
