"""What an identifier alone proves about where and when a paper appeared, without asking anybody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.catalogue.identity.identifiers import Identifier

#: PMLR's volumes of the conferences that lists name; a volume not here proves nothing.
PMLR = {
    28: ("ICML", 2013), 32: ("ICML", 2014), 37: ("ICML", 2015), 48: ("ICML", 2016), 70: ("ICML", 2017),
    80: ("ICML", 2018), 97: ("ICML", 2019), 119: ("ICML", 2020), 139: ("ICML", 2021), 162: ("ICML", 2022),
    202: ("ICML", 2023), 235: ("ICML", 2024), 267: ("ICML", 2025), 199: ("CoLLAs", 2022), 232: ("CoLLAs", 2023),
    274: ("CoLLAs", 2024),
}  # fmt: skip
ACL_EVENTS = {
    "acl-long": "ACL", "acl-short": "ACL", "acl-main": "ACL", "emnlp-main": "EMNLP", "naacl-main": "NAACL",
    "naacl-long": "NAACL", "naacl-short": "NAACL", "findings-acl": "Findings", "findings-emnlp": "Findings",
    "findings-naacl": "Findings", "findings-eacl": "Findings", "findings-aacl": "Findings", "tacl-1": "TACL",
}  # fmt: skip
OLD_ACL = {"P": "ACL", "D": "EMNLP", "N": "NAACL", "Q": "TACL"}
USENIX = {"osdi": "OSDI", "nsdi": "NSDI", "atc": "ATC", "fast": "FAST"}
CVF = re.compile(r"_(CVPR|ICCV|WACV)_(\d{4})$")


@dataclass(frozen=True, slots=True)
class Inferred:
    """A venue by its canonical name, and the year of the venue."""

    venue: str
    year: int


def infer(identifier: Identifier) -> Inferred | None:
    """Return what an identifier proves, None where it proves nothing."""
    value = identifier.value
    match identifier.kind:
        case "arxiv":
            return prove_arxiv(value)
        case "pmlr":
            known = PMLR.get(int(value[1 : value.index("/")]))
            return Inferred(*known) if known else None
        case "neurips" | "mlsys":
            return Inferred("NeurIPS" if identifier.kind == "neurips" else "MLSys", int(value[:4]))
        case "cvf":
            found = CVF.search(value)
            return Inferred(found[1], int(found[2])) if found else None
        case "acl":
            return prove_acl(value)
        case "usenix":
            found = re.match(r"([a-z]+)(\d\d)-", value)
            return Inferred(USENIX[found[1]], 2000 + int(found[2])) if found and found[1] in USENIX else None
        case "jmlr":
            return Inferred("JMLR", 1999 + int(value[1 : value.index("/")]))
    return None


def prove_arxiv(value: str) -> Inferred | None:
    """Return arXiv and the year in the number (of the first version)."""
    digits = value.rpartition("/")[2][:2]
    return Inferred("arXiv", int(digits) + (1900 if int(digits) > 90 else 2000))


def prove_acl(value: str) -> Inferred | None:
    """Return the conference that an id of the ACL Anthology names, "2023.acl-long.1" or "P19-1234"."""
    if old := re.fullmatch(r"([A-Z])(\d\d)-\d+", value):
        venue = OLD_ACL.get(old[1])
        return Inferred(venue, int(old[2]) + (1900 if int(old[2]) > 50 else 2000)) if venue else None
    new = re.fullmatch(r"(\d{4})\.([a-z]+-[a-z0-9]+)\.\d+", value)
    return Inferred(ACL_EVENTS[new[2]], int(new[1])) if new and new[2] in ACL_EVENTS else None
