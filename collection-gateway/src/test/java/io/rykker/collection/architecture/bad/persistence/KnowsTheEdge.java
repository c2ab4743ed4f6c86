package io.rykker.collection.architecture.bad.persistence;

import io.rykker.collection.architecture.bad.api.Edge;

/** Breaks two rules, so that they are seen to fail. */
record KnowsTheEdge(Edge edge) {}
