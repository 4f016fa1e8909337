//! Parts of a page: headings, tables and lists in which every text is a text, whatever it looks like.

use std::fmt::Write as _;

/// A text with nothing in it that a browser would take for markup.
pub(super) fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // Control characters have no meaning in a text, and some have one to a browser.
            _ if letter.is_control() && letter != '\n' => safe.push('\u{fffd}'),
            _ => safe.push(letter),
        }
        safe
    })
}

/// A part of the page under a heading, to which the contents lead.
pub(super) fn section(id: &str, heading: &str, content: &str) -> String {
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n{content}</section>\n",
        escaped(heading)
    )
}

/// A table; where it has no rows, a sentence that says so.
pub(super) fn table<const N: usize>(caption: &str, heads: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return format!("<p>{}: nothing on record.</p>\n", escaped(caption));
    }
    let mut html = format!("<table>\n<caption>{}</caption>\n<thead><tr>", escaped(caption));
    for head in heads {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escaped(head));
    }
    html.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        html.push_str("<tr>");
        for cell in row {
            let _ = write!(html, "<td dir=\"auto\">{}</td>", escaped(cell));
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

/// Names with what they stand for; those without a value are left out.
pub(super) fn facts(facts: &[(&str, String)]) -> String {
    let mut html = "<dl>\n".to_owned();
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(html, "<dt>{}</dt><dd dir=\"auto\">{}</dd>", escaped(name), escaped(value));
    }
    html.push_str("</dl>\n");
    html
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%;margin:1rem 0}\
caption{text-align:left;font-weight:bold;padding:.25rem 0}\
th,td{border:1px solid #767676;padding:.35rem .5rem;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:break-word}\
main{overflow-x:auto}th{background:#eee}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}\
@media print{body{margin:0;max-width:none}nav{display:none}section{break-inside:auto}tr{break-inside:avoid}thead{display:table-header-group}}";

/// A whole page: its title, what stands above, and its sections by id, heading and content.
pub(super) fn document(title: &str, above: &str, sections: &[(&str, String, String)]) -> String {
    let mut contents = String::new();
    let mut body = String::new();
    for (id, heading, content) in sections {
        let _ = writeln!(contents, "<li><a href=\"#{id}\">{}</a></li>", escaped(heading));
        body.push_str(&section(id, heading, content));
    }
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en-NZ\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n<p>{}</p>\n</header>\n\
         <nav aria-label=\"Contents\">\n<ul>\n{contents}</ul>\n</nav>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escaped(above),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        let rows = [
            ("Kōrero & \"tāhuhu\"", "Kōrero &amp; &quot;tāhuhu&quot;"),
            ("<script>alert('1')</script>", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"),
            ("a\u{0}b\u{1b}c\nd", "a\u{fffd}b\u{fffd}c\nd"),
            ("&lt;", "&amp;lt;"),
        ];
        for (text, safe) in rows {
            assert_eq!(escaped(text), safe);
        }
    }

    #[test]
    fn an_empty_table_is_a_sentence() {
        assert_eq!(table("Needs", ["Need"], &[]), "<p>Needs: nothing on record.</p>\n");
    }
}
