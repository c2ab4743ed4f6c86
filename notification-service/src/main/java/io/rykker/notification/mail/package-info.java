/** The way out: e-mail over SMTP. */
@NullMarked
package io.rykker.notification.mail;

import org.jspecify.annotations.NullMarked;
