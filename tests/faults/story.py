"""What people do to a list, in chapters that need nothing of each other.

A chapter is told in steps: at each `yield` people wait until the clerk is at rest. All threads are opened in a
chapter's first step, so that their numbers do not depend on what the clerk does.
"""

from collections.abc import Callable, Iterator

from tests.stage import Stage

Chapter = Callable[[Stage], Iterator[None]]
ENDED = object()

LIST = "data/README.md"
LONGFORMER = "data/papers/longformer-the-long-document-transformer.yaml"
FIRST_LINE = "- Longformer: The long-document transformer"
EDITED_LINE = "- Hyena Hierarchy: Towards Larger Convolutional Language Models. *[ICML'23]* [[Paper]](https://arxiv.org/abs/2302.10866)\n"
RECORD_PATH = "data/papers/mamba-linear-time-sequence-modeling.yaml"
RECORD = """\
title: "Mamba: Linear-Time Sequence Modeling"
venue: NIPS
year: 2024
sections:
  attention: null
links:
  - {label: "Paper", url: "http://arxiv.org/abs/2312.00752?utm_source=x"}
identifiers: {arxiv: "2312.00752"}
"""
THREE_PAPERS = """\
Three for the section Serving:

- Sarathi: Efficient LLM Inference by Piggybacking Decodes [[Paper]](https://arxiv.org/abs/2308.16369)
- Splitwise: Efficient generative LLM inference using phase splitting [[Paper]](https://arxiv.org/abs/2311.18677)
- DistServe: Disaggregating Prefill and Decoding [[Paper]](https://arxiv.org/abs/2401.09670)
"""


def approval(stage: Stage) -> Iterator[None]:
    """Tell of a paper that is filed with the form, and listed."""
    number = stage.contributor.files(
        "https://arxiv.org/abs/2407.08608",
        "FlashAttention-3: Fast and Accurate Attention",
        "Attention",
        "",
        "ICML 2024",
    )
    yield
    stage.maintainer.comments(number, "Thanks!\n\n/approve")
    yield


def completion(stage: Stage) -> Iterator[None]:
    """Tell of a text that lacks what its author adds later, bit by bit; somebody else's command is refused."""
    body = "**Reformer: The Efficient Transformer**\nPaper: https://arxiv.org/abs/2001.04451\n"
    number = stage.contributor.writes("Please add our paper", body)
    yield
    stage.contributor.comments(number, "It was accepted by ICLR 2020.\n\n/section attention")
    yield
    stage.contributor.comments(number, "/set code https://github.com/google/trax\n/approve")
    yield
    stage.maintainer.comments(number, "/approve")
    yield


def repetition(stage: Stage) -> Iterator[None]:
    """Tell of a listed paper under another link, and of one that only a maintainer can judge."""
    known = stage.contributor.files(
        "https://arxiv.org/abs/2303.06865",
        "FlexGen: High-Throughput Generative Inference of Large Language Models with a Single GPU",
        "Serving",
    )
    alike = stage.contributor.files(
        "https://openreview.net/forum?id=H4DqfPSibmx",
        "Longformer in speech: The long-document transformer",
        "Attention",
    )
    yield
    # GitHub counts whole seconds: of the same one nobody knows whether the issue was closed before.
    stage.wait()
    stage.maintainer.comments(known, "/recheck")
    yield
    stage.maintainer.comments(alike, "/duplicate longformer-the-long-document-transformer")
    yield


def batch(stage: Stage) -> Iterator[None]:
    """Tell of three papers in one issue, of which two are listed."""
    number = stage.contributor.writes("Three papers", THREE_PAPERS)
    yield
    stage.contributor.comments(number, "/section 1 serving\n/section 2 serving\n/section 3 serving")
    yield
    stage.maintainer.comments(number, "/approve 1,3")
    yield
    stage.maintainer.comments(number, "/reject 2 not about serving")
    yield


def rejection(stage: Stage) -> Iterator[None]:
    """Tell of a paper that is corrected by editing the issue, and not listed."""
    number = stage.contributor.files(
        "https://arxiv.org/abs/2309.06180", "Cooking for Large Groups of People", "Serving", "", "SOSP 2023"
    )
    yield
    body = stage.get(f"/issues/{number}")["body"]
    stage.contributor.edits(number, body=body.replace("SOSP 2023", "OSDI 2024"))
    yield
    stage.maintainer.comments(number, "/reject not about models")
    yield


def list_edit(stage: Stage) -> Iterator[None]:
    """Tell of somebody who edits the rendered list in a fork, as one edits any README."""
    edited = stage.text(LIST).replace(FIRST_LINE, EDITED_LINE + FIRST_LINE)
    number = stage.contributor.proposes({LIST: edited})
    yield
    stage.maintainer.comments(number, "/approve")
    yield


def paper_file(stage: Stage) -> Iterator[None]:
    """Tell of a pull request with a paper's own file, noted on its lines and merged with its author's commits."""
    number = stage.contributor.proposes({RECORD_PATH: RECORD}, "Add Mamba")
    yield
    branch = stage.get(f"/pulls/{number}")["head"]["ref"]
    stage.contributor.pushes_to_fork(branch, RECORD_PATH, RECORD.replace("2024", "2025"))
    yield
    stage.maintainer.comments(number, "/approve")
    yield


def pause(stage: Stage) -> Iterator[None]:
    """Tell of a thread that is put on hold, refused meanwhile, and let go."""
    number = stage.contributor.files(
        "https://arxiv.org/abs/2205.14135", "Fast and Memory-Efficient Exact Reading", "Attention", "", "NeurIPS 2022"
    )
    yield
    stage.maintainer.comments(number, "/hold")
    yield
    stage.maintainer.comments(number, "/approve")
    yield
    stage.maintainer.comments(number, "/unhold")
    yield


def succession(stage: Stage) -> Iterator[None]:
    """Tell of two who propose the same paper: when the older thread ends, the younger goes on."""
    link, title = "https://arxiv.org/abs/2306.00978", "Activation-aware Weight Rounding"
    older = stage.contributor.files(link, title, "Serving")
    stage.newcomer("latecomer").files(link, title, "Serving")
    yield
    stage.maintainer.comments(older, "/reject please see the other one")
    yield


def hand_work(stage: Stage) -> Iterator[None]:
    """Tell of a maintainer who writes a data file on the default branch: the list follows."""
    stage.maintainer.pushes(LONGFORMER, stage.text(LONGFORMER).replace("The long-document", "A long-document"))
    yield


def chatter(stage: Stage) -> Iterator[None]:
    """Tell of a question, which is left to people."""
    number = stage.contributor.writes("Order of the papers", "How are the papers ordered?")
    yield
    stage.maintainer.comments(number, "By hand.")
    yield


CHAPTERS: dict[str, Chapter] = {
    chapter.__name__: chapter
    for chapter in (
        approval,
        completion,
        repetition,
        batch,
        rejection,
        list_edit,
        paper_file,
        pause,
        succession,
        hand_work,
        chatter,
    )
}


def side_by_side(*names: str) -> Chapter:
    """Return some chapters told at once: in each step everybody does one thing, and then all wait."""

    def tell(stage: Stage) -> Iterator[None]:
        running = [CHAPTERS[name](stage) for name in names]
        while running := [chapter for chapter in running if next(chapter, ENDED) is not ENDED]:
            yield

    return tell
