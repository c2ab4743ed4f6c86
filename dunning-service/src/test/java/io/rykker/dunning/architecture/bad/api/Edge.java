package io.rykker.dunning.architecture.bad.api;

/** An edge that somebody leans on. */
public record Edge() {}
