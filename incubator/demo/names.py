"""Names invented from common first and family names of each region; no one existing is meant."""

import random
from dataclasses import dataclass, field

from incubator.lib.folding import fold

_POOLS: dict[str, tuple[str, str, str]] = {
    "maghreb": (
        "Yosra Nada Salma Ilham Meriem Hajar Rim Ines Amel Sirine Ghita Zineb Asma Lina Dorra Chaima Hiba Maroua Kenza Nour",
        "Hamza Karim Anis Youssef Mehdi Skander Bilal Oussama Amine Walid Reda Marouane Aziz Fares Ilyes Nizar Taha Zied",
        "Ben_Amor Chraïbi Berkani Gharbi El_Idrissi Bennani Jaziri Trabelsi Mansouri Ayari Lahlou Tazi Zouari Hamdi Rezgui "
        "Ouazzani Sebti Khelifi Dridi Amrani Boukhris Haddadi Mejri Saïdi Fassi Belhaj Karray Naceur Laaroussi",
    ),
    "west": (
        "Aminata Efua Adjoa Awa Mariam Fatou Kadiatou Rokia Aïssatou Bintou Ndeye Coumba Adama Oumou Safiatou Djeneba Khady",
        "Salif Ibrahima Mamadou Ousmane Cheikh Moussa Kouamé Yao Seydou Abdou Boubacar Issa Lamine Drissa Koffi Modou Alioune",
        "Coulibaly Diop Ouédraogo Kouassi Mensah Sarr Traoré Ndiaye Konaté Sow Kaboré Diallo Touré Fall Zongo Bamba Cissé "
        "N’Guessan Sawadogo Camara Faye Ba Agbéko Adjovi Koné Barry Gueye Sidibé Ouattara Hounkpatin Maïga Seck",
    ),
    "central": (
        "Grâce Espérance Merveille Divine Clarisse Solange Béatrice Mireille Nadège Prisca Rachel Déborah Josiane Larissa",
        "Fiston Trésor Christian Patrick Bienvenu Héritier Serge Landry Arnaud Gaël Prince Junior Rodrigue Cédric Yannick",
        "Bahati Mukendi Nzuzi Ilunga Mbemba Kabongo Essomba Ngono Mbarga Tchoumi Massamba Loemba Djimasbe Mahamat Okemba "
        "Kasongo Mulumba Atangana Nkoulou Moukoko",
    ),
    "east": (
        "Wanjiru Achieng Nyambura Akinyi Wairimu Chebet Atieno Muthoni Njeri Moraa Wambui Naliaka Kerubo Jepkosgei",
        "Otieno Kamau Mwangi Kiprono Ochieng Njoroge Wekesa Kibet Mutua Barasa Odhiambo Kariuki Musyoka Cheruiyot",
        "Kamau Achieng Mwangi Ndegwa Omondi Kiptoo Wafula Muriuki Onyango Njenga Kimani Auma Maina Rotich Mumo Gathoni",
    ),
    "madagascar": (
        "Voahangy Lalao Hanitra Fara Noro Mialy Tiana Soa Haja Onja",
        "Rado Tovo Hery Naina Andry Faly Mamy Solofo Njaka Lova",
        "Rakotomalala Razafindrakoto Andriamihaja Rasolofo Ravelonarivo Rabemananjara Randrianasolo Ratsimbazafy",
    ),
    "hispano": (
        "Camila Valentina Lucía Mariana Daniela Paola Rosario Ximena Antonella Julieta Carla Milagros Noelia Yesenia",
        "Mateo Santiago Diego Rodrigo Julián Emilio Tomás Andrés Joaquín Esteban Nicolás Facundo Gael Leandro",
        "Zambrano Quispe Mamani Cárdenas Rivas Benítez Paredes Salinas Ocampo Villalba Montero Aguirre Cabrera Escobar "
        "Pacheco Valdivia Orellana Figueroa Duarte Mejía",
    ),
    "brazil": (
        "Joana Letícia Bruna Tainá Luana Marina Raíssa Iara Dandara Helena",
        "Caio Thiago Rafael Davi Murilo Otávio Jonas Vinícius Renan Igor",
        "Ribeiro Nascimento Barbosa Tavares Moreira Pinheiro Cardoso Batista Lacerda Queiroz",
    ),
    "caribbean": (
        "Naïka Shanice Mirlande Kerline Tamika Guerline Roseline Keisha Anaïs Dominique",
        "Jean-Ronald Wesley Kervens Marlon Dwayne Richardson Kenrick Stevenson Emmanuel Andre",
        "Jean-Baptiste Charlemagne St-Hilaire Baptiste Désir Joseph Campbell Mohammed Alexander Toussaint",
    ),
    "france": (
        "Camille Léa Manon Inès Jeanne Sarah Élise Margot Clara Louise",
        "Hugo Antoine Julien Maxime Baptiste Rémi Florian Simon Adrien Quentin",
        "Lefèvre Moreau Garnier Chevalier Marchand Rousselot Perrin Delorme Guérin Bonnet",
    ),
}
REGION = {
    **dict.fromkeys(("TN", "MA", "DZ"), "maghreb"),
    **dict.fromkeys("SN CI BF ML GN BJ TG NE".split(), "west"),
    **dict.fromkeys("CM CG CD TD".split(), "central"),
    **dict.fromkeys(("KE", "TZ", "RW"), "east"),
    "MG": "madagascar",
    "BR": "brazil",
    **dict.fromkeys(("HT", "JM", "LC", "TT"), "caribbean"),
    **dict.fromkeys("AR BO CL CO CR SV EC GT HN MX NI PA PY PE PR DO UY VE".split(), "hispano"),
    **dict.fromkeys(("FR", "CH", "US"), "france"),
}


@dataclass
class Names:
    """Gives each name once. `gender` is "f" or "m"."""

    chance: random.Random
    taken: set[str] = field(default_factory=set)

    def person(self, country: str, gender: str) -> str:
        women, men, families = _POOLS[REGION.get(country, "france")]
        firsts = (women if gender == "f" else men).split()
        for _attempt in range(2000):
            name = f"{self.chance.choice(firsts)} {self.chance.choice(families.split()).replace('_', ' ')}"
            if name not in self.taken and len(set(name.split())) > 1:
                self.taken.add(name)
                return name
        raise LookupError(f"no name is left for {country}")


def address(name: str) -> str:
    """A mail address under a domain that can never exist."""
    plain = "".join(letter if letter.isalnum() else "." for letter in fold(name))
    return ".".join(part for part in plain.split(".") if part) + "@people.veillee.test"
