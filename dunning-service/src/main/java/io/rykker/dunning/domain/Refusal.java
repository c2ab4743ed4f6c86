package io.rykker.dunning.domain;

import java.time.LocalDate;

/**
 * What a partner says to have done, and why it does not count.
 *
 * @param policy name and version that the partner says to have worked under
 * @param on the day on which it is said to have been done
 * @param why with the paragraph or the step that stands against it
 */
public record Refusal(String partner, String policy, String step, LocalDate on, String why) {}
