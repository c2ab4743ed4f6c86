package io.rykker.notification.architecture.bad.api;

/** An edge that somebody leans on. */
public record Edge() {}
