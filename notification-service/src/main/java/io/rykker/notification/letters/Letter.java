package io.rykker.notification.letters;

/** A letter as it is sent: the same words as plain text and as HTML. */
public record Letter(String subject, String text, String html) {}
