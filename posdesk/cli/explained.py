"""What each command does, in a line of help that a translator can reach; gives all their lines.

The lines stand here, not where the commands are made: only ``--help`` needs them.
"""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.facts_help import facts_help
from posdesk.cli.option_words import ARGUMENTS, OPTIONS
from posdesk.cli.parser import CommandParser
from posdesk.domain.text import N_
from posdesk.i18n import Translator

COMMANDS = {
    "flows": N_("Flows: list them, look at one, check files"),
    "flows list": N_("List the flows"),
    "flows show": N_("Print one flow"),
    "flows walk": N_("Walk through a flow by given answers"),
    "flows check": N_("Name the faults of flow files"),
    "flows find": N_("Find the flow for what a customer says"),
    "flows map": N_("Draw a flow as a PDF"),
    "flows card": N_("Print a card for the counter"),
    "flows coverage": N_("Tell which checklist rows stand where"),
    "code": N_("Explain a response code"),
    "case": N_("Cases: open, correct, follow up, take out"),
    "case add": N_("Open a case from JSON on standard input"),
    "case correct": N_("Correct a case by JSON on standard input"),
    "case show": N_("Print all that is known of a case"),
    "case list": N_("List cases, the newest first"),
    "case slip": N_("Write the slip for the customer"),
    "case note": N_("Add a remark"),
    "case attach": N_("Add files as exhibits"),
    "case state": N_("Bring a case into another state"),
    "case call": N_("Keep a call or letter"),
    "case link": N_("Link two cases about the same money"),
    "case payout": N_("Track a payout that came back"),
    "case writeoff": N_("Give the money of a case up"),
    "case step": N_("Steps of a case: done, put off, added"),
    "case step done": N_("Keep that a step was done"),
    "case step plan": N_("Put a step to another time"),
    "case step add": N_("Add a step of one's own"),
    "case goods": N_("Keep where the goods are"),
    "case promise": N_("Keep what the customer was promised"),
    "case tender": N_("Keep that the customer paid another way"),
    "case export": N_("Write cases to a CSV, XLSX or JSON file"),
    "exhibit": N_("Exhibits: list, cover, frame, describe, write out"),
    "exhibit list": N_("List the exhibits of a case"),
    "exhibit redact": N_("Cover parts of an exhibit for good"),
    "exhibit proposals": N_("Propose what to cover"),
    "exhibit mark": N_("Frame the row of a statement that is the payment"),
    "exhibit describe": N_("Say what an exhibit shows"),
    "exhibit save": N_("Write an exhibit to a file"),
    "bundle": N_("Write the bundle of one case or several as a PDF"),
    "bundle check": N_("Say what is missing and whether it fits a recipient"),
    "bundle images": N_("Write pictures for a form that takes no PDF"),
    "bundle text": N_("Print the request as a text to paste"),
    "bundle sent": N_("Keep that a bundle went out, with its very bytes"),
    "bundle copy": N_("Write a bundle that went out to a file again"),
    "presets": N_("List the recipients and what they take"),
    "presets set": N_("Keep limits of a recipient; an empty value takes one away"),
    "journal": N_("The journal: verify it, take it out"),
    "journal verify": N_("Verify the whole journal"),
    "journal export": N_("Write every event as a line of JSON"),
    "doctor": N_("Say what there is and what is wrong with it"),
    "log": N_("Print what the program did; no case is in it"),
    "support": N_("Write a file for whoever helps; nobody is named in it"),
    "update": N_("Newer versions of the program"),
    "update check": N_("Ask the address in the settings for a newer version"),
    "backup": N_("Write everything into one file and read it back"),
    "backup check": N_("Read backups back with their exhibits"),
    "restore": N_("Put a backup in the place of the present data, which are kept"),
    "encrypt": N_("Encryption of data and backups"),
    "encrypt on": N_("Make the recovery sheet; encrypt once its number is given"),
    "encrypt off": N_("Write the data in plain again"),
    "encrypt status": N_("Say whether data and backups are encrypted"),
    "verify": N_("Say whether a bundle is whole, unchanged and whose"),
    "seal": N_("The key that signs bundles, and whose to believe"),
    "seal show": N_("Print the certificates that are believed"),
    "seal export": N_("Write the certificate, or the key with it"),
    "seal import": N_("Sign from now on with the key in a file"),
    "seal trust": N_("Believe the certificate in a file"),
    "seal untrust": N_("Believe a certificate no longer"),
    "erase": N_("Erase cases for good"),
    "settings": N_("What the shop told of itself"),
    "settings show": N_("Print all settings"),
    "settings set": N_("Keep one setting; an empty value takes it away"),
    "provision": N_("The installer's file: settings for this counter, or for many"),
    "provision check": N_("Name every fault of a file"),
    "provision apply": N_("Bring a file into force here"),
    "provision show": N_("Print what is in force, and what is locked"),
    "provision templates": N_("Write a file for each counter of a CSV table"),
    "provision example": N_("Print a commented file to begin with"),
    "provision prepare": N_("Make the data folder that several accounts share, as root"),
    "provision adopt": N_("Copy the data of an account's own folder into the shared one"),
    "people": N_("Who works here, and their PINs"),
    "people list": N_("List who works here"),
    "people add": N_("Add a person"),
    "people pin": N_("Set a PIN, or take it away"),
    "people leave": N_("Keep that a person left"),
    "people rename": N_("Call a person otherwise"),
    "people role": N_("Make a person something else"),
    "people recover": N_("Set a manager's PIN by the code on paper"),
    "people erase": N_("Erase the name of somebody who left"),
    "calendar": N_("Holidays and working days"),
    "calendar check": N_("Say whether a day is a working day"),
    "calendar import": N_("Import the calendar of a year"),
    "calendar list": N_("List the years that are known"),
    "due": N_("Print what is to be done, or write it for a calendar"),
    "handover": N_("Hand-over sheets"),
    "handover end": N_("End a shift"),
    "handover take": N_("Take a shift over"),
    "handover list": N_("List the sheets"),
    "handover check": N_("Check a printed sheet"),
    "open": N_("Check a bundle in the window"),
    "manual": N_("Write the manual, as one PDF or as files"),
    "demo": N_("Make a sample case, its PDF and pictures"),
}
"""By the words that are typed."""

OF_FACTS = ("case add", "case correct")
"""What reads the facts of a case from standard input."""


def explain(parser: argparse.ArgumentParser, tr: Translator, path: str = "") -> None:
    """Give ``parser``, which ``path`` calls, and all below it their lines in one language."""
    others = parser.others if isinstance(parser, CommandParser) else {}
    for name, other in others.items():
        other.description = tr(COMMANDS[f"{path} {name}"])
        explain(other, tr, f"{path} {name}")
    told = (f"{other.prog}: {other.description}" for other in others.values())
    parser.epilog = "; ".join(told) or None
    if path in OF_FACTS:
        parser.epilog = facts_help(tr)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            _explain_commands(action, tr, path)
        elif said := _line(action, path):
            action.help = tr(said)


def _line(action: argparse.Action, path: str) -> str | None:
    """Return what is said of an option or argument; a command may mean its own thing by it."""
    lines = OPTIONS if action.option_strings else ARGUMENTS
    name = (
        action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)
    )
    return lines.get(f"{path} {name}", lines.get(name))


def _explain_commands(commands: Any, tr: Translator, path: str) -> None:
    commands._choices_actions = []
    for name, parser in commands.choices.items():
        whole = f"{path} {name}".strip()
        parser.description = tr(COMMANDS[whole])
        commands._choices_actions.append(
            commands._ChoicesPseudoAction(name, (), parser.description)
        )
        explain(parser, tr, whole)
