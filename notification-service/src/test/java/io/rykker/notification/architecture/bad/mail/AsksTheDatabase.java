package io.rykker.notification.architecture.bad.mail;

import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks a rule, so that the rule is seen to fail. */
record AsksTheDatabase(Mutiny.StatelessSession session) {}
