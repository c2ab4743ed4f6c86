/**
 * The case of one invoice: what is owed, what happens next, and what the law allows. A journal-based decider: plain
 * Java, no framework, no I/O and no clock. {@link io.rykker.dunning.domain.Dunning#decide} turns a signal into facts,
 * {@link io.rykker.dunning.domain.Case#with} turns facts into the case, so replaying the journal gives the stored case.
 */
@NullMarked
package io.rykker.dunning.domain;

import org.jspecify.annotations.NullMarked;
