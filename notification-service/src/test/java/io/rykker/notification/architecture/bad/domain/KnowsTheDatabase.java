package io.rykker.notification.architecture.bad.domain;

import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks a rule, so that the rule is seen to fail. */
record KnowsTheDatabase(Mutiny.StatelessSession session) {}
