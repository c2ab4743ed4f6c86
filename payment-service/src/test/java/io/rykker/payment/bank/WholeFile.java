package io.rykker.payment.bank;

import io.rykker.payment.bank.Line.Booked;
import io.rykker.payment.bank.Survey.Finding;
import io.rykker.payment.bank.Survey.Statement;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** All that a reader says of a file, for tests of files that fit in memory. */
record WholeFile(Survey survey, List<Line> lines) {

    static WholeFile read(InputStream bytes) {
        try (var reader = new CamtReader(bytes)) {
            List<Line> lines = new ArrayList<>();
            for (List<Booked> some = reader.next(2); !some.isEmpty(); some = reader.next(2)) {
                some.forEach(booked -> lines.add(booked.line()));
            }
            return new WholeFile(reader.survey(), lines);
        }
    }

    List<Statement> statements() {
        return survey.statements();
    }

    List<Finding> findings() {
        return survey.findings();
    }

    int ignored() {
        return survey.ignored();
    }
}
