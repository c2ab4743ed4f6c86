package io.rykker.notification.letters;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.rykker.notification.domain.Address;
import io.rykker.notification.domain.Creditor;
import io.rykker.notification.domain.Debtor;
import io.rykker.notification.domain.Money;
import io.rykker.notification.domain.Reminder;
import io.rykker.notification.letters.Sheet.Part;
import io.rykker.notification.letters.Sheet.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the letters: what a reminder says to this debtor, from this creditor, when it goes out on that day. */
@ApplicationScoped
public class Letters {

    private static final String PROPOSAL = "plan-proposal";

    private static final Map<String, Locale> LANGUAGES = Map.of(
            "da", Locale.of("da", "DK"),
            "nb", Locale.of("nb", "NO"),
            "no", Locale.of("nb", "NO"),
            "nn", Locale.of("nb", "NO"),
            "sv", Locale.of("sv", "SE"),
            "fi", Locale.of("fi", "FI"),
            "de", Locale.of("de", "DE"),
            "en", Locale.UK);

    /** Who writes to whom about what, and when. */
    private record Case(Reminder reminder, Creditor creditor, Debtor debtor, LocalDate deadline, Locale locale) {

        boolean isBundled() {
            return !reminder.alsoDue().isEmpty();
        }

        /** Nothing is late yet. */
        boolean isNudge() {
            return reminder.kind().equals("friendly") && reminder.decidedOn().isBefore(reminder.dueOn());
        }

        /** The debtor cannot pay as it was asked, and is told the ways there are. */
        boolean isOtherWay() {
            return "payment-method".equals(reminder.step());
        }

        /** Instalments that the debtor is to accept. */
        boolean isProposal() {
            return reminder.kind().equals(PROPOSAL);
        }

        String count() {
            return Integer.toString(reminder.invoices().size());
        }

        String date(LocalDate date) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(locale)
                    .format(date);
        }

        String money(Money money) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMinimumFractionDigits(money.currency().getDefaultFractionDigits());
            format.setMaximumFractionDigits(money.currency().getDefaultFractionDigits());
            return format.format(money.amount()) + " " + money.currency().getCurrencyCode();
        }
    }

    /** In the debtor's language; in English where we do not have theirs. */
    public Letter write(Reminder reminder, Creditor creditor, Debtor debtor, LocalDate sentOn) {
        Locale locale = LANGUAGES.getOrDefault(reminder.language(), Locale.UK);
        var about = new Case(reminder, creditor, debtor, reminder.deadlineWhenSentOn(sentOn), locale);
        Words words = words(locale);
        Sheet sheet = sheet(about, words);
        return new Letter(
                subject(about, words),
                Layout.text(sheet).render(),
                Layout.html(sheet).render());
    }

    private static Words words(Locale locale) {
        return locale.equals(Locale.UK)
                ? MessageBundles.get(Words.class)
                : MessageBundles.get(Words.class, Localized.Literal.of(locale.getLanguage()));
    }

    private static String subject(Case about, Words words) {
        String number = about.reminder.invoiceNumber();
        String creditor = about.creditor.name();
        if (about.isBundled()) {
            String count = about.count();
            return switch (about.reminder.kind()) {
                case "friendly", "call" -> words.friendlySubjectOfMany(count, creditor);
                case "collection-notice" -> words.noticeSubjectOfMany(count, creditor);
                default -> words.formalSubjectOfMany(count, creditor);
            };
        }
        return switch (about.reminder.kind()) {
            case "friendly", "call" -> words.friendlySubject(number, creditor);
            case "collection-notice" -> words.noticeSubject(number, creditor);
            case "promise-confirmation" -> words.promiseSubject(number, creditor);
            case PROPOSAL -> words.proposalSubject(number, creditor);
            default -> words.formalSubject(number, creditor);
        };
    }

    private static Sheet sheet(Case about, Words words) {
        return new Sheet(
                about.locale.getLanguage(),
                heading(about, words),
                about.creditor.name(),
                words.greeting(about.debtor.name()),
                opening(about, words),
                facts(about, words),
                claim(about, words),
                new Row(words.amountDue(), about.money(about.reminder.amountDue())),
                payment(about, words),
                consequences(about, words),
                closing(about, words),
                words.regards(),
                signature(about, words));
    }

    private static String heading(Case about, Words words) {
        return switch (about.reminder.kind()) {
            case "friendly", "call" -> words.friendlyHeading();
            case "collection-notice" -> words.noticeHeading();
            case "promise-confirmation" -> words.promiseHeading();
            case PROPOSAL -> words.proposalHeading();
            default -> words.formalHeading();
        };
    }

    private static List<String> opening(Case about, Words words) {
        List<String> opening = new ArrayList<>(said(about, words));
        LocalDate letterOn = about.reminder.before().letterOn();
        LocalDate callOn = about.reminder.before().callOn();
        if (callOn != null) {
            opening.add(1, words.earlierCall(about.date(callOn)));
        } else if (letterOn != null) {
            opening.add(1, words.earlierLetter(about.date(letterOn)));
        }
        return opening;
    }

    private static List<String> said(Case about, Words words) {
        String number = about.reminder.invoiceNumber();
        String dueOn = about.date(about.reminder.dueOn());
        String amount = about.money(about.reminder.amountDue());
        String deadline = about.date(about.deadline);
        if (about.isOtherWay()) {
            return List.of(words.otherWayOpening(number, dueOn), words.pleasePay(amount, deadline));
        }
        int instalments = about.reminder.before().instalments().size();
        if (about.isProposal()) {
            String contact = contact(about);
            return List.of(
                    words.proposalOpening(number, dueOn, Integer.toString(instalments)),
                    contact.isEmpty()
                            ? words.proposalHowWithoutContact(deadline, amount)
                            : words.proposalHow(deadline, contact, amount));
        }
        if (instalments > 0) {
            return List.of(words.promiseOpening(number), words.plannedToPay(Integer.toString(instalments)));
        }
        if (about.isNudge()) {
            return List.of(
                    about.isBundled()
                            ? words.nudgeOpeningOfMany(about.count(), dueOn)
                            : words.nudgeOpening(number, dueOn),
                    words.pleasePay(amount, deadline));
        }
        if (about.isBundled()) {
            String count = about.count();
            return switch (about.reminder.kind()) {
                case "friendly", "call" ->
                    List.of(words.friendlyOpeningOfMany(count), words.pleasePay(amount, deadline));
                case "collection-notice" ->
                    List.of(words.noticeOpeningOfMany(count), words.pleasePay(amount, deadline));
                default -> List.of(words.formalOpeningOfMany(count), words.pleasePay(amount, deadline));
            };
        }
        return switch (about.reminder.kind()) {
            case "friendly", "call" -> List.of(words.friendlyOpening(number, dueOn), words.pleasePay(amount, deadline));
            case "collection-notice" -> List.of(words.noticeOpening(number, dueOn), words.pleasePay(amount, deadline));
            case "promise-confirmation" -> List.of(words.promiseOpening(number), words.promisedToPay(amount, deadline));
            default -> List.of(words.formalOpening(number, dueOn), words.pleasePay(amount, deadline));
        };
    }

    private static List<Row> facts(Case about, Words words) {
        return about.isBundled()
                ? List.of(new Row(words.creditor(), about.creditor.name()))
                : List.of(
                        new Row(words.creditor(), about.creditor.name()),
                        new Row(words.invoice(), about.reminder.invoiceNumber()),
                        new Row(words.issuedOn(), about.date(about.reminder.issuedOn())),
                        new Row(words.dueOn(), about.date(about.reminder.dueOn())));
    }

    private static List<Part> claim(Case about, Words words) {
        return about.reminder.invoices().stream()
                .map(invoice -> about.isBundled()
                        ? new Part(
                                words.invoiceOfMany(
                                        invoice.invoiceNumber(),
                                        about.date(invoice.issuedOn()),
                                        about.date(invoice.dueOn())),
                                rows(invoice, about, words),
                                new Row(words.dueOfInvoice(invoice.invoiceNumber()), about.money(invoice.amountDue())))
                        : new Part(null, rows(invoice, about, words), null))
                .toList();
    }

    private static List<Row> rows(Reminder.Other invoice, Case about, Words words) {
        List<Row> rows = new ArrayList<>();
        for (Reminder.Line line : invoice.claim()) {
            rows.add(new Row(
                    label(line.kind(), words) + " (" + about.date(line.on()) + ")", about.money(line.amount())));
        }
        if (!invoice.paid().isZero()) {
            rows.add(new Row(words.paid(), about.money(invoice.paid().negated())));
        }
        if (!invoice.credited().isZero()) {
            rows.add(new Row(words.credited(), about.money(invoice.credited().negated())));
        }
        Money withheld = invoice.owed().minus(invoice.amountDue());
        if (!withheld.isZero()) {
            rows.add(new Row(words.notAskedFor(), about.money(withheld.negated())));
        }
        return rows;
    }

    private static String label(String kind, Words words) {
        return switch (kind) {
            case "principal" -> words.principal();
            case "fee" -> words.fee();
            case "interest" -> words.interest();
            case "compensation" -> words.compensation();
            case "cost" -> words.cost();
            default -> kind;
        };
    }

    private static List<Row> payment(Case about, Words words) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(about.isProposal() ? words.acceptBy() : words.deadline(), about.date(about.deadline)));
        int number = 1;
        for (Reminder.Instalment instalment : about.reminder.before().instalments()) {
            rows.add(new Row(
                    words.instalment(Integer.toString(number), about.date(instalment.on())),
                    about.money(instalment.amount())));
            number++;
        }
        for (Reminder.Other invoice : about.reminder.invoices()) {
            String reference = invoice.paymentReference();
            if (reference != null) {
                rows.add(new Row(words.paymentReference() + of(invoice, about), reference));
            }
        }
        String currency = about.reminder.amountDue().currency().getCurrencyCode();
        for (Creditor.Account account : about.creditor.accounts()) {
            if (account.currency() == null || account.currency().equals(currency)) {
                rows.addAll(account(account, about, words));
            }
        }
        return rows;
    }

    /** In a letter about several invoices the number of the one that is meant. */
    private static String of(Reminder.Other invoice, Case about) {
        return about.isBundled() ? " (" + invoice.invoiceNumber() + ")" : "";
    }

    private static List<Row> account(Creditor.Account account, Case about, Words words) {
        String label = words.account() + " (" + account.scheme() + ")";
        List<Row> slips = about.reminder.invoices().stream()
                .filter(invoice -> isSlip(account, invoice.paymentReference()))
                .map(invoice -> new Row(label + of(invoice, about), number(account, invoice.paymentReference())))
                .toList();
        return slips.isEmpty() ? List.of(new Row(label, account.id())) : slips;
    }

    private static boolean isSlip(Creditor.Account account, @Nullable String reference) {
        return account.scheme().equals("FIK") && reference != null && reference.matches("[0-9]{15}");
    }

    /** A Danish payment slip is one line of card type, reference and creditor number. */
    private static String number(Creditor.Account account, @Nullable String reference) {
        return isSlip(account, reference) ? "+71<" + reference + "+" + account.id() + "<" : account.id();
    }

    private static List<String> consequences(Case about, Words words) {
        int broken = about.reminder.before().brokenAgreements();
        List<String> consequences = new ArrayList<>(following(about, words));
        if (broken > 0) {
            consequences.add(words.brokenAgreements(Integer.toString(broken), about.date(about.deadline)));
        }
        consequences.addAll(terms(about, words));
        return consequences;
    }

    /** Whoever is new is told once what was agreed and how it goes on when nothing is paid. */
    private static List<String> terms(Case about, Words words) {
        Reminder.Terms terms = about.reminder.terms();
        if (terms == null) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        if (!about.isBundled()) {
            long days = ChronoUnit.DAYS.between(about.reminder.issuedOn(), about.reminder.dueOn());
            told.add(words.termsOfPayment(Long.toString(days), about.date(about.reminder.dueOn())));
        }
        told.add(words.procedure());
        told.add(terms.feesAgreed() ? words.feesAgreed() : words.feesByLaw());
        return told;
    }

    private static List<String> following(Case about, Words words) {
        String deadline = about.date(about.deadline);
        return switch (about.reminder.kind()) {
            case "collection-notice" -> List.of(words.noticeConsequence(deadline), words.noticeWithoutCosts(deadline));
            case "promise-confirmation" -> List.of(words.promiseConsequence());
            case PROPOSAL -> List.of(words.proposalConsequence(deadline));
            default -> next(about.reminder.nextStep(), words, deadline);
        };
    }

    /** The next step is a policy's own name for it: said where we understand it, left out where we do not. */
    private static List<String> next(@Nullable String step, Words words, String deadline) {
        String name = step == null ? "" : step.toLowerCase(Locale.ROOT);
        if (name.contains("notice")) {
            return List.of(words.nextIsNotice(deadline));
        }
        if (name.contains("escalat") || name.contains("collection") || name.contains("agency")) {
            return List.of(words.nextIsCollection(deadline));
        }
        if (name.contains("reminder") || name.contains("formal")) {
            return List.of(words.nextIsReminder(deadline));
        }
        return List.of();
    }

    private static List<String> closing(Case about, Words words) {
        String contact = contact(about);
        String objections = contact.isEmpty() ? words.objectionsWithoutContact() : words.objections(contact);
        return about.reminder.kind().equals("promise-confirmation") || about.isProposal()
                ? List.of(objections)
                : List.of(words.alreadyPaid(), objections);
    }

    /** How the creditor is reached, or nothing. */
    private static String contact(Case about) {
        return String.join(
                ", ",
                Stream.of(about.creditor.email(), about.creditor.phone())
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static List<String> signature(Case about, Words words) {
        List<String> lines = new ArrayList<>();
        lines.add(about.creditor.name());
        Address address = about.creditor.address();
        if (address != null) {
            add(lines, address.street());
            String place = Stream.of(address.postcode(), address.city())
                    .filter(Objects::nonNull)
                    .reduce((postcode, city) -> postcode + " " + city)
                    .orElse(null);
            add(lines, place);
        }
        String registration = about.creditor.registrationNumber();
        add(lines, registration == null ? null : words.registrationNumber() + " " + registration);
        return lines;
    }

    private static void add(List<String> lines, @Nullable String line) {
        if (line != null) {
            lines.add(line);
        }
    }
}
