package io.rykker.invoice.architecture.bad.api;

/** An edge that somebody leans on. */
public record Edge() {}
