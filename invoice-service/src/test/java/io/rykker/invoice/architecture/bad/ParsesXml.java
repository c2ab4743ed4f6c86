package io.rykker.invoice.architecture.bad;

import javax.xml.stream.XMLInputFactory;

/** Breaks a rule, so that the rule is seen to fail. */
class ParsesXml {

    Object parser() {
        return XMLInputFactory.newInstance();
    }
}
