package io.rykker.dunning.domain;

import java.util.List;

/**
 * One step of a policy.
 *
 * @param waitDays days after the due date for the first step, after the deadline printed in the letter before for every
 *     other: never after the day that was planned
 * @param deadlineDays days from the sending until the letter's deadline
 * @param fee the letter adds the highest fee that the law allows on the day it is sent
 * @param interest the letter books the statutory interest that has run until then
 * @param compensation the letter claims the flat sum that a business owes for paying late, once
 */
public record Step(
        String name,
        StepKind kind,
        int waitDays,
        int deadlineDays,
        String tone,
        List<String> channels,
        boolean fee,
        boolean interest,
        boolean compensation) {}
