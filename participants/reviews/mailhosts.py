"""Mail hosts that everybody uses: an address there says nothing about whom one works with."""

# A host under a name of its own in many countries: yahoo.fr, yahoo.co.uk, hotmail.com.
_EVERYWHERE = {"yahoo", "ymail", "hotmail", "outlook", "live", "msn", "gmail", "googlemail", "aol", "gmx", "mail", "yandex"}
_PUBLIC = frozenset(
    """
    126.com 139.com 163.com 189.cn africamail.com airtelmail.com alice.it aliceadsl.fr att.net bbox.fr bell.net bigpond.com
    bk.ru bluewin.ch bol.com.br btinternet.com club-internet.fr comcast.net cox.net disroot.org duck.com fastmail.com fastmail.fm
    foxmail.com free.fr freenet.de gmx-topmail.de gnet.tn hey.com hexabyte.tn hushmail.com icloud.com ig.com.br inbox.ru
    infomaniak.ch ik.me inwind.it iol.pt keemail.me kolabnow.com la-poste.net laposte.net libero.it list.ru mac.com mailbox.org
    mailfence.com mailo.com mailo.fr maktoob.com me.com menara.ma mweb.co.za naver.com neuf.fr noos.fr numericable.fr nate.com
    ntlworld.com onet.pl orange.ci orange.fr orange.ma orange.sn orange.tn planet.tn posteo.de posteo.net proton.me protonmail.ch
    protonmail.com pm.me qq.com rediffmail.com riseup.net rocketmail.com sapo.pt sfr.fr shaw.ca sina.com sky.com skynet.be
    sympatico.ca t-online.de telenet.be telkom.net telkomsa.net telus.net terra.com.br tiscali.it topnet.tn tuta.com tuta.io
    tutamail.com tutanota.com uol.com.br verizon.net virgilio.it virginmedia.com voila.fr wanadoo.fr wanadoo.tn web.de zoho.com
    zohomail.com
    """.split()
)
# Reserved (RFC 2606): nobody's own, whatever stands before it.
_NOWHERE = (".test", ".example", ".invalid", ".localhost")


def private_domain(address: str) -> str:
    """The domain of a mail address where it is somebody's own, "" for a public host or what is no address."""
    _name, at, domain = address.strip().lower().rpartition("@")
    everybodys = domain in _PUBLIC or domain.split(".")[0] in _EVERYWHERE or domain.endswith(_NOWHERE)
    if not at or "." not in domain or everybodys:
        return ""
    return domain
