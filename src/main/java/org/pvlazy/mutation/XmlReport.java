package org.pvlazy.mutation;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.pvlazy.tlc.ManifestException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads what other tools report as XML. */
final class XmlReport {
    private XmlReport() {}

    /**
     * The elements with this name, in their order.
     *
     * @param what it should be
     * @throws ManifestException if the file is no XML
     */
    static List<Element> elements(Path file, String name, String what) throws IOException {
        NodeList found;
        try (InputStream in = Files.newInputStream(file)) {
            found = builder().parse(in).getElementsByTagName(name);
        } catch (SAXException | CharConversionException | UnsupportedEncodingException e) {
            throw new ManifestException(file + ": no " + what, e);
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Otherwise it prints what it throws.
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform has an XML parser", e);
        }
    }
}
