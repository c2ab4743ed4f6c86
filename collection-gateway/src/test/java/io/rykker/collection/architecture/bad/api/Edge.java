package io.rykker.collection.architecture.bad.api;

/** An edge that somebody leans on. */
public record Edge() {}
