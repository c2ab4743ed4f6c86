package io.rykker.invoice.architecture.bad.persistence;

import io.rykker.invoice.architecture.bad.api.Edge;

/** Breaks two rules, so that they are seen to fail. */
record KnowsTheEdge(Edge edge) {}
