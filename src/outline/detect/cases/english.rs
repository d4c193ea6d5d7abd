//! Whole English texts of the kinds that people write, each with the outline that a reader would write down.

use super::check;

/// An audit report: no numbers, title case.
#[test]
fn audit() {
    check(
        r#"OFFICE OF THE CITY AUDITOR

Audit of Parking Meter Revenue

Report No. 2023-07

Executive Summary

The Office of the City Auditor reviewed the controls over the collection of parking meter revenue for the period
from July 2021 to June 2022. We found that controls were generally adequate, but that improvements were needed
in three areas.

Background

The Department of Transportation operates about 4,200 parking meters. Revenue for the year was 9.1 million
dollars. Collections are made by a contractor under an agreement that was last renewed in 2019.

Objectives, Scope, and Methodology

Our objective was to determine whether the Department had adequate controls over collections. We interviewed
staff, observed collections, and tested a sample of 120 transactions.

Audit Results

Finding 1: Collection Routes Were Not Rotated

The agreement requires routes to be rotated every month. We found that 14 of 22 routes were not rotated during
the period, because no one had been assigned to monitor compliance.

Recommendation

We recommend that the Department assign responsibility for monitoring the rotation of routes.

Finding 2: Keys Were Not Inventoried

The Department did not take an inventory of meter keys during the period. Without an inventory, lost or stolen
keys may not be detected in time.

Recommendation

We recommend that the Department take an inventory of keys at least twice a year.

Management Response

Management agreed with our findings and recommendations and stated that corrective action would be completed by
December 2023.
"#,
        r#"Executive Summary
Background
Objectives, Scope, and Methodology
Audit Results
  Finding 1: Collection Routes Were Not Rotated
    Recommendation
  Finding 2: Keys Were Not Inventoried
    Recommendation
Management Response"#,
    );
}

/// A memo: capitals, and a list of steps.
#[test]
fn memo() {
    check(
        r#"MEMORANDUM

TO:      All Staff
FROM:    Jane Porter, Director
DATE:    March 3, 2024
SUBJECT: New travel rules

PURPOSE

This memorandum explains the new rules for travel that take effect on April 1. Please read it with care and ask
questions before you book.

BOOKING

All trips must be booked through the travel office. Trips that are booked elsewhere will not be paid back, unless
there was an emergency.

    1. Fill in the form.
    2. Have it signed by your manager.
    3. Send it to the travel office.

EXPENSES

Keep all receipts. Expenses above 75 dollars need a receipt, and those above 500 dollars need approval in
advance.

QUESTIONS

Please call the travel office at extension 4410.
"#,
        r#"PURPOSE
BOOKING
EXPENSES
QUESTIONS"#,
    );
}

/// A guide whose titles are underlined.
#[test]
fn underlined() {
    check(
        r#"Fennel User Guide
*****************

Fennel is a small tool that keeps notes. This guide explains how to install it and how to use it every day.

Installation
============

From a package
--------------

Most distributions have a package. Install it with the package manager of your system.

From source
-----------

Get the source, then run the following commands:

   $ ./configure
   $ make

Usage
=====

Fennel has three commands. Each of them has its own section below.

Adding notes
------------

Type "fennel add" and then the text of the note.

Finding notes
-------------

Type "fennel find" and then a word.
"#,
        r#"Installation
  From a package
  From source
Usage
  Adding notes
  Finding notes"#,
    );
}

/// A contract: articles with their titles below, sections that run into their text.
#[test]
fn contract() {
    check(
        r#"SERVICE AGREEMENT

This Agreement is made on 1 May 2023 between Alpha Ltd ("Client") and Beta GmbH ("Provider").

ARTICLE I
DEFINITIONS

Section 1.1 Defined Terms. In this Agreement, the following terms have the meanings set out below, unless the
context requires otherwise.

Section 1.2 Interpretation. Headings are for convenience only and do not affect the meaning of any provision.

ARTICLE II
SERVICES

Section 2.1 Scope. The Provider shall supply the services that are described in Schedule A with reasonable care
and skill.

Section 2.2 Personnel. The Provider shall assign qualified persons:
(a) to manage the services;
(b) to report every month; and
(c) to attend meetings.

ARTICLE III
FEES

Section 3.1 Payment. The Client shall pay each invoice within thirty days after it has been received.
"#,
        r#"ARTICLE I DEFINITIONS
  Section 1.1 Defined Terms
  Section 1.2 Interpretation
ARTICLE II SERVICES
  Section 2.1 Scope
  Section 2.2 Personnel
ARTICLE III FEES
  Section 3.1 Payment"#,
    );
}

/// A newsletter: headings in title case below those in capitals, with the names of those who wrote what follows.
#[test]
fn newsletter_with_bylines() {
    check(
        r#"THE ORCHARD LETTER
Spring 2024

The orchard had a hard winter and a harder spring, of which more is said on the pages that follow.

NEWS OF THE SEASON

A Late Frost
by Helen Marsh

Frost came on the night of April 22, when the pears were in full bloom. We lit the heaters at two in the morning.

New Trees on the Hill
by Tom Ridley

Forty trees of an old kind were planted on the north side in March. They came from a nursery in the next valley.

FROM THE WORKSHOP

Mending Ladders
by Anna Wells

A loose rung should never be nailed. Take it out, clean the socket, and glue it in again with a wedge.

Sharpening a Grafting Knife
by Tom Ridley

Hold the blade flat on the stone and draw it towards you with an even pressure. Do not rock it while you do so.
"#,
        r#"NEWS OF THE SEASON
  A Late Frost
  New Trees on the Hill
FROM THE WORKSHOP
  Mending Ladders
  Sharpening a Grafting Knife"#,
    );
}

/// Minutes on one line: numbers behind a month, a page or another number are spoken of.
#[test]
fn minutes_on_one_line() {
    check(
        "MINUTES OF THE BOARD 1. Call to Order Ms. Okafor called the meeting to order at 5:32 p.m. A quorum was \
         present. 2. Approval of Minutes The minutes of February 8 were approved with one correction: on page 2. Ms. \
         Quist thanked the clerk, who had found it. 3. Old Business The county has agreed to restripe the lot, as \
         provided in Article V, Section 2. Mr. Abara asked that spaces be reserved. 4. New Business Ms. Lindgren moved \
         to close the library on May 25. Mr. Abara seconded. The motion carried. 5. Conclusion Matters over which the \
         board has no say were left to the county. The meeting adjourned at 6:47 p.m.",
        r#"1. Call to Order
2. Approval of Minutes
3. Old Business
4. New Business
5. Conclusion"#,
    );
}
