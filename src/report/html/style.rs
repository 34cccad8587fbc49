//! How a document looks: on the screen a column that can be read; on paper A4, the picture across a page of its own.

pub(super) const STYLE: &str = r#":root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; color: #16202a; background: #fff;
  font: 1rem/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 .75rem; border-bottom: 2px solid #1f4e79; }
h3 { font-size: 1.2rem; margin: 2.25rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; color: #1f4e79; }
h5 { font-size: .95rem; margin: .75rem 0 .15rem; }
p { margin: .3rem 0; max-width: 48rem; white-space: pre-wrap; }
p.item { padding-left: 1.2rem; text-indent: -1.2rem; }
p.under { padding-left: 1.2rem; }
.aside { color: #4a5560; }
a { color: #1f4e79; }
nav ul { columns: 18rem; padding-left: 1.2rem; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #c8d0d8; }
th { border-bottom: 2px solid #1f4e79; }
table.bars { table-layout: fixed; }
table.bars th:nth-child(1) { width: 12%; } table.bars th:nth-child(2) { width: 22%; }
table.bars th:nth-child(3) { width: 29%; } table.bars th:nth-child(5) { width: 16%; }
nav h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
ol.sources li, ul.sources li { margin: .2rem 0; }
summary { cursor: pointer; font-weight: 700; padding: .2rem 0; }
:target { outline: 2px solid #b00020; outline-offset: .2rem; }
@media (min-width: 60rem) { figure { margin-inline: calc((100% - min(96vw, 110rem)) / 2); } }
@page { size: A4; margin: 15mm; }
@page picture { size: A4 landscape; margin: 8mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.35; }
  h1 { font-size: 20pt; } h2 { font-size: 15pt; margin-top: 1.2rem; } h3 { font-size: 12pt; } h4, h5 { font-size: 10pt; }
  h2, h3, h4, h5, summary { break-after: avoid; }
  p, li, tr { break-inside: avoid; orphans: 2; widows: 2; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  figure { page: picture; break-before: page; break-after: page; margin: 0; }
  figure:first-child { break-before: auto; }
  figure svg { width: 100%; max-height: 192mm; }
  svg * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"#;
