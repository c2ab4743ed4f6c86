/** The whole system, black box: put in by topic, HTTP and file; judged by topics, HTTP, mails and the agency's receipts. */
@NullMarked
package io.rykker.system;

import org.jspecify.annotations.NullMarked;
