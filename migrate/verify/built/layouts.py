"""The theme by which items are judged: it prints of each page its content and front matter, and calls as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from migrate.hugo.chosen_shortcodes import chosen_shortcodes, takes_content
from migrate.hugo.shipped import LINK_HOOK, link_hook
from migrate.options import Options
from migrate.verify.reading.shortcodes import CALL

_PAGE = """\
{{- if .IsHome -}}
{{- (resources.FromString "base.txt" site.BaseURL).Publish -}}
{{- $listed := slice -}}
{{- range site.RegularPages -}}{{- with .File -}}{{- $listed = $listed | append .Filename -}}{{- end -}}{{- end -}}
{{- (resources.FromString (printf "listed-%s.txt" site.Language.Name) (delimit $listed "\\n")).Publish -}}
{{- end -}}
{{- with .File -}}
{{- if or (not site.Params.wxr2hugo_only) (in site.Params.wxr2hugo_only .Filename) -}}
{{- $facts := dict "url" $.RelPermalink "title" $.Title "date" $.Date "lastmod" $.Lastmod -}}
{{- $facts = merge $facts (dict "publishDate" $.PublishDate "draft" $.Draft "kind" $.Kind "params" $.Params) -}}
{{- $facts = merge $facts (dict "language" site.Language.Name) -}}
{{- if in $.RawContent "<!--more-->" -}}{{- $facts = merge $facts (dict "beginning" $.Summary) -}}{{- end -}}
{{- $text := printf "%s\\n%s" (jsonify $facts) $.Content -}}
{{- (resources.FromString (printf "items/%s.html" (md5 .Filename)) $text).Publish -}}
{{- end -}}
{{- end -}}
"""
_CALL_ALONE = f"""\
{{{{- $arguments := dict -}}}}
{{{{- if .IsNamedParams -}}}}{{{{- $arguments = .Params -}}}}{{{{- end -}}}}
<div {CALL}="{{{{ slice .Name $arguments | jsonify (dict "noHTMLEscape" true) }}}}"></div>
"""
_CALL = _CALL_ALONE.replace("></div>", '>{{- .Inner | .Page.RenderString (dict "display" "block") -}}</div>')
_PLAIN = {
    "_partials/wp-frame.html": '<iframe src="{{ .src }}"></iframe>',
    "_shortcodes/youtube.html": """\
<iframe src="https://www.youtube.com/embed/{{ .Get "id" }}?start={{ .Get "start" | default 0 }}"></iframe>
{{- /* no line end */ -}}
""",
    "_shortcodes/vimeo.html": """\
<iframe src="https://player.vimeo.com/video/{{ .Get "id" }}"></iframe>
{{- /* no line end */ -}}
""",
    "_shortcodes/figure.html": """\
<figure>{{ with .Get "link" }}<a href="{{ . }}">{{ end }}<img src="{{ .Get "src" }}" alt="{{ .Get "alt" }}"
{{- with .Get "title" }} title="{{ . }}"{{ end }}>{{ if .Get "link" }}</a>{{ end }}
{{- with .Get "caption" }}<figcaption>{{ . | markdownify }}</figcaption>{{ end }}</figure>
{{- /* no line end */ -}}
""",
}
"""What themes have looks of their own for, although it is Hugo's: only what is said in the text is judged."""


def judging_layouts(options: Options) -> dict[str, str]:
    """Layouts by path for what the owner chose: shortcodes that texts call, and links that name files."""
    hooks = {LINK_HOOK: link_hook()} if options.links == "markdown" else {}
    calls = {f"_shortcodes/{name}.html": _CALL for name in chosen_shortcodes(options)}
    return {path: text for path, text in calls.items() if path not in _PLAIN} | hooks


def layout_files(chosen: Mapping[str, str], own: list[Path]) -> Iterator[tuple[str, str]]:
    """Path and text of every layout. `chosen` are those of `judging_layouts`, `own` folders of shortcodes."""
    yield "all.html", _PAGE
    for path, text in {**_PLAIN, **chosen}.items():
        name = path.removeprefix("_shortcodes/").removesuffix(".html")
        yield path, _CALL_ALONE if text is _CALL and not takes_content(name, own) else text
