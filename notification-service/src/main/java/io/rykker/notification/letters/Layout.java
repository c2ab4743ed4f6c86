package io.rykker.notification.letters;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The two forms of a letter. What is filled in is data: it is escaped in HTML and never read as a template. */
@CheckedTemplate(basePath = "letters")
final class Layout {

    private Layout() {}

    static native TemplateInstance text(Sheet sheet);

    static native TemplateInstance html(Sheet sheet);
}
