"""``wisdom train``: read and prepare the corpus, train both models, evaluate and save the voice."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace

from rich.console import Console

from wisdom_model.guards.masked_words import MaskedWords
from wisdom_model.voice.file import Voice
from wisdom_training.corpus.reading import read_corpus
from wisdom_training.errors import TrainingError
from wisdom_training.evaluation.advice import advise
from wisdom_training.evaluation.fine_tuning_advice import advise_on_fine_tuning
from wisdom_training.evaluation.scores import Scores
from wisdom_training.fitting.voice import complete_voice
from wisdom_training.progress.curves import draw_curves
from wisdom_training.progress.display import Display, MultiDisplay, make_display
from wisdom_training.progress.reports import Log, Result
from wisdom_training.progress.tensorboard import TensorBoardDisplay
from wisdom_training.run.fine_tuning import choose_start, load_start
from wisdom_training.run.imported_corpora import inspect_corpora
from wisdom_training.run.metadata import assemble_voice, describe_result, held_out_scores
from wisdom_training.run.outputs import Outputs
from wisdom_training.run.preparation import (
    PreparedCorpus,
    TrainingPlan,
    make_tasks,
    prepare_corpus,
)
from wisdom_training.run.request import TrainRequest
from wisdom_training.run.torchrun import ProcessGroup, find_process_counts
from wisdom_training.run.worker_processes import WorkerProcesses
from wisdom_training.train.signals import sigterm_as_interrupt
from wisdom_training.train.task import TrainingJob


def train_voice(request: TrainRequest, log: Log) -> Voice:
    """Train a voice, save it to ``request.output`` and return it; raises WisdomError.

    Under torchrun every process calls this, and they train together.
    """
    processes = _open_processes(request)
    with sigterm_as_interrupt(), closing(processes):
        prepared, jobs = processes.run_on_leader(lambda: prepare_jobs(request, log))
        with closing(_open_display(request, log, shows=processes.is_leader)) as display:
            results = processes.train(jobs, display.show, log)
        return processes.run_on_leader(lambda: finish_voice(prepared, results, log))


def _open_processes(request: TrainRequest) -> WorkerProcesses | ProcessGroup:
    counts = find_process_counts()
    if counts is None:
        return WorkerProcesses(request.jobs)
    return ProcessGroup(counts, request.device)


def _open_display(request: TrainRequest, log: Log, *, shows: bool) -> Display:
    if not shows:
        return MultiDisplay([])
    display = make_display(Console(), log)
    if request.tensorboard is None:
        return display
    return MultiDisplay([display, TensorBoardDisplay(request.tensorboard, log)])


def prepare_jobs(request: TrainRequest, log: Log) -> tuple[PreparedCorpus, list[TrainingJob]]:
    """Read the corpus, encode it, and describe the training of each model."""
    imported = inspect_corpora(request.corpus)
    if imported.private and not request.private:
        log(f"{imported.private} has texts that were written to few people: the voice is private")
        request = replace(request, private=True)
    outputs = Outputs(request.output, request.curves)
    outputs.check(resume=request.resume, force=request.force)
    if request.finish:
        outputs.check_unfinished()
    start = None if request.as_base else load_start(request.start)
    corpus = read_corpus(
        request.corpus,
        outputs.workspace,
        unwrap=request.unwrap,
        documents=request.documents,
        drop=request.drop,
        shuffle_seed=request.seed if request.as_base else None,
        log=log,
    )
    for note in corpus.notes:
        log(note)
    start = choose_start(request, start, corpus.text, log)
    settings = request.choose_settings(corpus.text.characters, start.sizes if start else None)
    plan = TrainingPlan(request, corpus, *settings, start, imported.masked)
    prepared = prepare_corpus(plan, outputs.workspace, log)
    for note in prepared.notes:
        log(note)
    tasks = make_tasks(prepared)
    if not request.resume:
        outputs.remove_checkpoints()
    return prepared, [
        TrainingJob(
            task,
            prepared.vocabularies[task.name],
            request.resume,
            request.device,
            request.finish,
        )
        for task in tasks
    ]


def finish_voice(prepared: PreparedCorpus, results: Mapping[str, Result], log: Log) -> Voice:
    """Save the voice and its curves, and report how good it is: first in words, then in figures."""
    request = prepared.plan.request
    outputs = Outputs(request.output, request.curves)
    scores = held_out_scores(prepared, results)
    voice = assemble_voice(prepared, results, scores)
    # A base voice is nobody's: others begin with it, and it writes no posts.
    forgets = request.as_base or request.private
    ids = None if forgets else prepared.dataset.ids["word"]["train"].open()
    plan = prepared.plan
    masked = MaskedWords.of_words(plan.masked, plan.corpus.sha256) if plan.masked else None
    voice = complete_voice(voice, prepared.parts, ids, log, private=request.private, masked=masked)
    outputs.save(voice)
    if request.curves:
        histories = {name: result.history for name, result in results.items()}
        try:
            draw_curves(outputs.curves, histories, request.corpus_name)
        except TrainingError as error:  # the voice is saved: no reason to end in an error
            log(str(error))
    outputs.remove_working_files()
    log(
        f"Your voice is ready: {outputs.voice} ({outputs.voice.stat().st_size / 1e6:.2f} MB). "
        f"Listen to it: wisdom sample {outputs.voice} --count 5"
    )
    figures = []
    for name, result in results.items():
        if result.stopped_early:
            log(result.stopped_early)
        *words, in_figures = _advise(name, prepared, result, scores[name])
        log(" ".join(words))
        figures.append(in_figures)
    log("\n".join([*figures, describe_result(voice)]))
    return voice


def _advise(name: str, prepared: PreparedCorpus, result: Result, scores: Scores) -> list[str]:
    """Sentences in words, and one with the figures."""
    plan = prepared.plan
    if result.inheritance is not None and plan.start is not None:
        own = plan.start.voice.metadata.get("evaluation", {}).get(name, {}).get("nats_per_token")
        return advise_on_fine_tuning(
            name,
            result.history,
            scores,
            result.inheritance,
            plan.settings[name],
            plan.corpus.text.characters,
            own,
        )
    return advise(
        name,
        result.history,
        scores,
        plan.corpus.text.characters,
        plan.settings[name],
        alphabet=len(prepared.char_vocabulary) - 1,
    )
