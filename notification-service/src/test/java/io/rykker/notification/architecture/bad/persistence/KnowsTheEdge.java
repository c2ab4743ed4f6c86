package io.rykker.notification.architecture.bad.persistence;

import io.rykker.notification.architecture.bad.api.Edge;

/** Breaks two rules, so that they are seen to fail. */
record KnowsTheEdge(Edge edge) {}
