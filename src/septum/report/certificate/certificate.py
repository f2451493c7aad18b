"""A certificate, as data: the development, what Rocq said of it, and the files that are handed on."""

import hashlib
from functools import cached_property

from attrs import field, frozen

from septum.engines.certify.checking.results import Checked
from septum.engines.results import Verdict
from septum.obligations.development import Development
from septum.report.certificate.build import build_files
from septum.report.certificate.manifest import MANIFEST, manifest_text
from septum.report.certificate.readme import README, readme_text


@frozen
class Certificate:
    """The certificate of a profile. `digest` is the model's.

    `development`: None where there is none, and `why` says the reason, `unchecked` what it comes to. `checked`: None
    where Rocq was not asked.
    """

    profile: str
    digest: str
    development: Development | None = field(default=None, repr=False)
    checked: Checked | None = None
    unchecked: Verdict = Verdict.NOT_RUN
    why: str = ""

    @property
    def verdict(self) -> Verdict:
        """What it comes to; PROVED only by what Rocq said."""
        if self.checked is not None:
            return self.checked.verdict
        return Verdict.NOT_RUN if self.unchecked is Verdict.PROVED else self.unchecked

    @cached_property
    def files(self) -> dict[str, str]:
        """Every file of its directory, by name; the same bytes whenever it is the same. None without a development."""
        if self.development is None:
            return {}
        files = build_files(self.development)
        files[README] = readme_text(self.development, self.checked, files)
        return {**files, MANIFEST: manifest_text(self.development, self.checked, self.verdict, files)}

    @property
    def sha256(self) -> str | None:
        """The digest of its manifest, which has the digests of all other files; None where there are none."""
        return sha256_of(self.files[MANIFEST]) if self.files else None


def sha256_of(text: str) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
