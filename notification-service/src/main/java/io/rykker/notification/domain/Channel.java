package io.rykker.notification.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways to a debtor. E-mail goes by itself; the others are done by a person. */
public final class Channel {

    public static final String EMAIL = "email";
    public static final String SMS = "sms";
    public static final String LETTER = "letter";
    public static final String PHONE = "phone";

    /** RFC 5321 without quoted and international local parts, which many servers refuse. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,189}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+");

    private Channel() {}

    /** True for an address that a mail server may be asked to deliver to. */
    public static boolean isAddress(@Nullable String email) {
        return email != null
                && ADDRESS.matcher(email).matches()
                && !email.startsWith(".")
                && !email.contains("..")
                && !email.contains(".@");
    }

    /** The channels on which somebody with these contact points can be reached. */
    public static Set<String> reachable(
            @Nullable String email, @Nullable String phone, @Nullable String street, @Nullable String city) {
        Set<String> channels = new HashSet<>();
        if (isAddress(email)) {
            channels.add(EMAIL);
        }
        if (phone != null) {
            channels.add(PHONE);
            channels.add(SMS);
        }
        if (street != null || city != null) {
            channels.add(LETTER);
        }
        return channels;
    }
}
