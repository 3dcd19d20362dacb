"""``wisdom train``: read, prepare, train, evaluate, save, and say what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from wisdom_model.voice.file import Voice, load_voice
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.corpus.split import Shares
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.advice import judge
from wisdom_training.evaluation.calibration import finish_voice
from wisdom_training.evaluation.scores import Scores
from wisdom_training.progress.curves import draw_curves
from wisdom_training.progress.display import Display, Displays, make_display
from wisdom_training.progress.reports import Result
from wisdom_training.progress.tensorboard import Scalars
from wisdom_training.run.fine_tuning import start_from
from wisdom_training.run.metadata import assemble_voice, describe_result, held_out_scores
from wisdom_training.run.outputs import Outputs
from wisdom_training.run.preparation import Plan, Prepared, make_tasks, prepare
from wisdom_training.run.torchrun import Crew, find_world
from wisdom_training.run.worker_processes import Workers, count_jobs
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.train.orders import Order
from wisdom_training.train.signals import terminated_as_interrupted
from wisdom_training.train.task import Task

Say = Callable[[str], None]
Choose = Callable[[int], tuple[CharSettings, WordSettings]]


@dataclass
class Run:
    """One ``wisdom train``: its wishes, and what has been made ready."""

    corpus: Sequence[Path]
    outputs: Outputs
    choose: Choose
    say: Say
    name: str
    vectors: str | None
    seed: int
    unwrap: str
    drop: str | None
    resume: bool
    force: bool
    shares: Shares
    start: Path | None
    device: str
    prepared: Prepared = field(init=False)

    def prepare(self) -> list[Order]:
        """Read the corpus, and say for each model what is to be done."""
        self.outputs.check(resume=self.resume, force=self.force)
        folder = self.outputs.workspace
        corpus = read_corpus(self.corpus, folder, unwrap=self.unwrap, drop=self.drop, say=self.say)
        char, word = self.choose(corpus.text.characters)
        plan = Plan(corpus, char, word, self.vectors, self.seed, self.name, self.shares)
        self.prepared = prepare(plan, folder, self.say)
        for note in (*corpus.notes, *self.prepared.notes):
            self.say(note)
        tasks = self._start(make_tasks(self.prepared, self.outputs.voice))
        if not self.resume:
            self.outputs.forget()
        vocabularies = {"char": self.prepared.char, "word": self.prepared.word}
        return [Order(t, vocabularies[t.name], self.resume, self.device) for t in tasks]

    def _start(self, tasks: list[Task]) -> list[Task]:
        if self.start is None:
            return tasks
        voice, ready = load_voice(self.start), self.prepared
        started = []
        for task, vocabulary, model in zip(
            tasks, (ready.char, ready.word), (voice.char, voice.word), strict=True
        ):
            begun, note = start_from(task, self.start, vocabulary, model)
            self.say(note)
            started.append(begun)
        return started

    def finish(self, results: Mapping[str, Result]) -> Voice:
        """Save the voice and its curves, and say how good it has become."""
        scores = held_out_scores(self.prepared, results)
        voice = assemble_voice(self.prepared, results, scores)
        voice = finish_voice(voice, self.prepared.parts, self.say)
        if self.start is not None:
            voice.metadata["training"]["from"] = self.start.name
        self.outputs.save(voice)
        if self.outputs.draws:
            self._draw(results)
        self.outputs.clean()
        self._conclude(voice, results, scores)
        return voice

    def _draw(self, results: Mapping[str, Result]) -> None:
        histories = {name: result.history for name, result in results.items()}
        try:
            draw_curves(self.outputs.curves, histories, self.name)
        except TrainingError as error:  # the voice is saved: no reason to end in an error
            self.say(str(error))

    def _conclude(
        self, voice: Voice, results: Mapping[str, Result], scores: Mapping[str, Scores]
    ) -> None:
        plan = self.prepared.plan
        self.say(describe_result(voice))
        for name, settings in (("char", plan.char), ("word", plan.word)):
            result = results[name]
            if result.stopped_early:
                self.say(result.stopped_early)
            said = judge(
                name, result.history, scores[name], voice.metadata["corpus"]["characters"],
                settings, alphabet=len(self.prepared.char) - 1,
            )  # fmt: skip
            self.say(" ".join(said))
        path = self.outputs.voice
        self.say(f"wrote {path} ({path.stat().st_size / 1e6:.2f} MB)")


def train_voice(  # noqa: PLR0913 (one parameter a flag)
    corpus: Sequence[Path],
    output: Path,
    choose: Choose,
    *,
    say: Say,
    name: str | None = None,
    vectors: str | None = None,
    seed: int = 1,
    unwrap: str = "auto",
    drop: str | None = None,
    resume: bool = False,
    force: bool = False,
    jobs: int | None = None,
    validation: float = 0.05,
    test: float = 0.05,
    start: Path | None = None,
    device: str = "auto",
    tensorboard: Path | None = None,
    curves: bool = True,
) -> Voice:
    """Train a voice, save it to ``output`` and return it; raises WisdomError.

    ``choose`` is told the corpus's number of characters and returns both models' settings. Under
    torchrun every process calls this, and they train together.
    """
    world = find_world()
    team = Workers(jobs or count_jobs()) if world is None else Crew(world, device)
    title = name or corpus[0].resolve().stem
    run = Run(
        corpus, Outputs(output, curves), choose, say, title, vectors, seed, unwrap, drop,
        resume, force, Shares(validation, test), start, device,
    )  # fmt: skip
    with terminated_as_interrupted(), closing(team):
        orders = team.share(run.prepare)
        with closing(_make_display(say, tensorboard) if team.leads else Displays([])) as display:
            results = team.train(orders, display.show, say)
        return team.share(lambda: run.finish(results))


def _make_display(say: Say, tensorboard: Path | None) -> Display:
    display = make_display(Console(), say)
    return Displays([display] if tensorboard is None else [display, Scalars(tensorboard, say)])
