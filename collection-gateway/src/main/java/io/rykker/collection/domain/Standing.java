package io.rykker.collection.domain;

/** Where a case stands between us and the agency. The names are stored: a new one is added, an old one never renamed. */
public enum Standing {
    /** Decided, and not on its way yet: a party or the agency is not known, or its turn has not come. */
    NEW,
    /** On its way to the agency, which has not confirmed that it arrived. */
    HANDING_OVER,
    /** The agency has it. */
    HANDED_OVER,
    /** The agency has said that it works on it. */
    ACCEPTED,
    /** The agency does not want it. */
    REJECTED,
    /** The agency has ended its work. */
    CLOSED,
    /** The creditor took it back. */
    RECALLED
}
