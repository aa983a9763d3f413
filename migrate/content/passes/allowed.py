"""The HTML that can do no harm: what `[content] html = "safe"` lets through, and nothing else.

Names are those of the HTML standard, of SVG 2 without what changes or embeds other things, and of MathML Core.
"""

from __future__ import annotations

import re

_TEXT = """
a abbr acronym address article aside b bdi bdo big blockquote body br center cite code data dd del details dfn dialog
dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label legend li
listing main map area mark menu meter nav nobr noframes ol output p plaintext pre progress q rb rp rt rtc ruby s samp
search section small span strike strong sub summary sup time tt u ul var wbr xmp caption col colgroup table tbody td
tfoot th thead tr button datalist form input optgroup option select textarea audio canvas embed iframe img noscript
object param picture source track video
"""
_SVG = """
svg circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient
rect stop switch symbol text textPath tspan view
"""
_MATH = """
math annotation maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot
mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics
"""
_ATTRIBUTES = """
class dir draggable hidden id inert itemid itemprop itemref itemscope itemtype lang property role spellcheck style
tabindex title translate typeof abbr align alt aria-hidden autoplay bgcolor border cellpadding cellspacing char
charoff cite clear color cols colspan compact controls coords crossorigin data datetime decoding disabled download
face headers height href hreflang hspace kind label loading longdesc loop media muted name noshade nowrap open
playsinline poster preload referrerpolicy rel rev reversed rows rowspan rules sandbox scope shape size sizes span src
srclang srcset start summary target type usemap valign value vspace width wrap accept allow allowfullscreen
allowtransparency autocomplete checked classid codebase codetype enctype for form frameborder high list low
marginheight marginwidth max maxlength method min minlength multiple novalidate optimum pattern placeholder readonly
required scrolling selected standby step webkitallowfullscreen mozallowfullscreen highlight line escaped pubdate
background clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule font-family font-size
font-style font-weight gradientTransform gradientUnits markerHeight markerWidth offset opacity orient pathLength
patternUnits points preserveAspectRatio r refX refY rotate rx ry stop-color stop-opacity stroke stroke-dasharray
stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor textLength
transform version viewBox x x1 x2 xlink:href xml:lang xml:space xmlns xmlns:xlink y y1 y2 accent accentunder
columnalign columnlines columnspacing columnspan depth display displaystyle encoding fence linethickness lspace
mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing
rspace scriptlevel separator stretchy symmetric voffset
"""
_MARKED = re.compile(r"(?:aria|data)-[\w.:-]+")

ELEMENTS = frozenset(f"{_TEXT} {_SVG} {_MATH}".split())
"""As the parser spells them, which keeps the capitals of SVG."""
_NAMES = frozenset(_ATTRIBUTES.split())


def is_attribute(name: str) -> bool:
    """Whether an attribute of this name does nothing but describe; what addresses hold is for others to judge."""
    return name in _NAMES or _MARKED.fullmatch(name) is not None
