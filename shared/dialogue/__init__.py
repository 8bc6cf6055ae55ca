"""Dialogues that read like the conversation: `ask` writes the script, `play` replays it over the stored answers.

A script is a typed generator in spoken order. It does no I/O and names no states; what is stored of a conversation is
its answers alone. The engine holds no sentence: scripts and `Manners` bring the words.
"""

from shared.dialogue.heard import Heard, Page
from shared.dialogue.play import Answers, Manners, Played, Utterance, open_question, play
from shared.dialogue.script import Question, Scene, Script, ask, choose, forget, recall, scene, tell
from shared.dialogue.understood import Misunderstood, Option, Several, Unacceptable

__all__ = [
    "Answers",
    "Heard",
    "Manners",
    "Misunderstood",
    "Option",
    "Page",
    "Played",
    "Question",
    "Scene",
    "Script",
    "Several",
    "Unacceptable",
    "Utterance",
    "ask",
    "choose",
    "forget",
    "open_question",
    "play",
    "recall",
    "scene",
    "tell",
]
