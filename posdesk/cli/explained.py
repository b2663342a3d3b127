"""What each command and option does, in a line of help that a translator can reach.

The lines stand here, not where the commands are made: only ``--help`` needs them.
"""

from __future__ import annotations

import argparse
from typing import Any

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

OPTIONS = {
    "--data-dir": N_("The folder of the data"),
    "--as": N_("Who does it; the PIN is in POSDESK_PIN"),
    "--lang": N_("The language"),
    "--json": N_("Print JSON"),
    "--self-test": N_("Test this installation"),
    "--template": N_("What holds for all counters; the table is laid over it"),
    "--replace": N_("Write over files that are there"),
    "--look": N_("Only look; nothing is changed"),
    "--old": N_("Take the cases past the shop's term"),
    "--why": N_("The reason, in a few words"),
    "--only-closed": N_("Refuse where a case is still open or its money unclear"),
    "--drop-backups": N_("Remove the backups that still hold them"),
    "--sheet": N_("Where the recovery sheet goes (PDF)"),
    "--confirm": N_("The check number on the printed sheet"),
    "--format": N_("The kind of file; else its name says it"),
    "--state": N_("Only cases in this state"),
    "--due": N_("Only cases due then"),
    "--query": N_("Only cases that this finds"),
    "--limit": N_("How many at most; 0 is all"),
    "--part": N_("For whom: cashier, manager or installer"),
    "--output": N_("The file or the folder to write"),
    "--for": N_("The recipient, whose limits hold (see posdesk presets)"),
    "--kind": N_("The kind, of an exhibit or of what a bundle asks for"),
    "--unsigned": N_("Without the shop's signature"),
    "--no-timestamp": N_("Signed without the time stamp service of the settings"),
    "--to": N_("To whom it went"),
    "--way": N_("By which way it went"),
    "--quick": N_("Leave out what goes through all that is stored"),
    "--tail": N_("Only so many of the newest entries"),
    "--all": N_("About every case that is in the file"),
    "--again": N_("Keep it once more although it was kept already"),
    "--drop-sent": N_("Let the copies go that still show what is covered"),
    "--not-a-card": N_("A field whose digits are no card number"),
    "--new-code": N_("Make a new recovery code"),
    "--take": N_("Take the PIN away"),
    "--fingerprint": N_("Good only if signed by the certificate with this fingerprint"),
    "--key": N_("The key too, under a passphrase (POSDESK_SEAL_PASSPHRASE)"),
    "--box": N_("A place on a page, in thousandths of its width and height"),
    "--find": N_("Frame the rows with these words; without any, the case's own"),
    "--clear": N_("Take the frames away"),
    "--cover": N_("Cover card numbers that are found"),
}
"""By name; what such an option means is the same wherever it stands."""


def explain(parser: argparse.ArgumentParser, tr: Translator, path: str = "") -> None:
    """Give ``parser``, which ``path`` calls, and all below it their lines in one language."""
    others = parser.others if isinstance(parser, CommandParser) else {}
    for name, other in others.items():
        other.description = tr(COMMANDS[f"{path} {name}"])
        explain(other, tr, f"{path} {name}")
    told = (f"{other.prog}: {other.description}" for other in others.values())
    parser.epilog = "; ".join(told) or None
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            _explain_commands(action, tr, path)
        elif action.option_strings and action.help is None:
            said = OPTIONS.get(action.option_strings[-1])
            action.help = tr(said) if said else None


def _explain_commands(commands: Any, tr: Translator, path: str) -> None:
    commands._choices_actions = []
    for name, parser in commands.choices.items():
        whole = f"{path} {name}".strip()
        parser.description = tr(COMMANDS[whole])
        commands._choices_actions.append(
            commands._ChoicesPseudoAction(name, (), parser.description)
        )
        explain(parser, tr, whole)
