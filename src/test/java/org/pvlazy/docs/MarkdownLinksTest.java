package org.pvlazy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownLinksTest {
    @Test
    void relative_links_lead_to_files_and_headings_that_exist() {
        List<Path> documents = Repository.files("", ".md");
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            for (String link : Markdown.links(Repository.read(document))) {
                if (!isExternal(link) && !resolves(document, link)) {
                    broken.add(Repository.name(document) + ": " + link);
                }
            }
        }

        assertThat(documents).as("Markdown files").isNotEmpty();
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    private static boolean isExternal(String link) {
        return link.startsWith("https://") || link.startsWith("http://") || link.startsWith("mailto:");
    }

    private static boolean resolves(Path document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Markdown.anchors(Repository.read(target)).contains(link.substring(hash + 1));
    }
}
