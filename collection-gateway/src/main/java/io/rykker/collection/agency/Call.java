package io.rykker.collection.agency;

/**
 * One call to be made.
 *
 * @param id the same for every try, so that the agency knows a repeat
 */
public record Call(String id, String url, String secret, byte[] body, String traceparent) {}
