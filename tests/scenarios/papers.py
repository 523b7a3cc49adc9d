"""Papers that the stories are about, and how they get onto the list."""

from bot.catalogue.data.records import read_catalogue
from bot.lists.marked.rendering import render
from tests.stage import Stage

TITLE = "FlashAttention-3: Fast and Accurate Attention with Asynchrony and Low-precision"
LINK = "https://arxiv.org/abs/2407.08608"
LINE = f"- {TITLE}. *[NeurIPS'24]* [[Paper]]({LINK})"
LIST = "data/README.md"
#: Two lines that the list has not.
TWO = """\
- Mamba: Linear-Time Sequence Modeling. *[COLM'24]* [[Paper]](https://arxiv.org/abs/2312.00752)
- Ring Attention with Blockwise Transformers. *[ICLR'24]* [[Paper]](https://arxiv.org/abs/2310.01889)
"""
MAMBA = "data/papers/mamba-linear-time-sequence-modeling.yaml"
RECORD = """\
title: "Mamba: Linear-Time Sequence Modeling"
venue: "COLM"
year: 2024
sections:
  attention: null
links:
  - {label: "Paper", url: "https://arxiv.org/abs/2312.00752"}
identifiers: {arxiv: "2312.00752"}
"""
#: Titles that nobody takes for one another.
TITLES = (
    "Gradient checkpointing under tight memory",
    "Speculative decoding without a draft",
    "Quantising activations of vision towers",
    "Sparse mixtures on consumer hardware",
    "Federated fine-tuning over slow links",
    "Pruning heads by their entropy",
    "Kernel fusion for long sequences",
    "Elastic training across spot markets",
    "Distilling reasoning into tiny students",
    "Caching prefixes of shared prompts",
    "Carbon budgets of pretraining runs",
    "Streaming weights from flash storage",
    "Tokenisers that shorten rare languages",
    "Low-rank adapters for speech encoders",
    "Scheduling inference on idle laptops",
    "Data selection by influence sketches",
    "Early exit in diffusion samplers",
    "Offloading optimiser state over ethernet",
    "Merging experts after instruction tuning",
    "Benchmarks of watt-hours per answer",
)


def file_good(stage: Stage) -> int:
    return stage.contributor.files(LINK, TITLE, "Attention", venue="NeurIPS 2024")


def is_listed(stage: Stage) -> bool:
    return LINE in stage.text(LIST).splitlines()


def file_paper(stage: Stage, n: int, section: str = "Attention") -> int:
    return stage.contributor.files(f"https://arxiv.org/abs/2401.{n:05}", TITLES[n], section, venue="ICLR 2024")


def line(n: int, year: str = "24") -> str:
    return f"- {TITLES[n]}. *[ICLR'{year}]* [[Paper]](https://arxiv.org/abs/2401.{n:05})"


def read_list(stage: Stage, commit: str = "main") -> tuple[str, str]:
    """Return the list as it is, and as the data says that it should be."""
    git = stage.ground.hub.repository("paper-list/survey").git
    folder = str(git.resolve(f"{commit}:data"))
    found = {entry.path: git.find(entry.sha) for entry in git.tree(folder, recursive=True)}
    files = {path: blob[2].decode() for path, blob in found.items() if blob and blob[1] == "blob"}
    return files["README.md"], render(read_catalogue(files), files["README.md"])
