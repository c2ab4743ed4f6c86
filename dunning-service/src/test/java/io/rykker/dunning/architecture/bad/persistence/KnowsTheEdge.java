package io.rykker.dunning.architecture.bad.persistence;

import io.rykker.dunning.architecture.bad.api.Edge;

/** Breaks two rules, so that they are seen to fail. */
record KnowsTheEdge(Edge edge) {}
