package io.rykker.invoice.domain;

/** Something odd that does not stand in the way: it is told, and the order counts all the same. */
public record Finding(String field, String what) {}
