package io.rykker.invoice.architecture.bad.ubl;

import io.smallrye.mutiny.Uni;

/** Breaks a rule, so that the rule is seen to fail. */
record AsksTheDatabase(Uni<Object> answer) {}
