"""First and last names that are common in twenty countries, for bench_review.py."""

NAMES = {
    "United States": (
        "Brandon Tyler Kaylee Madison Hunter Brittany Dakota Travis Cody Kelsey Jensen "
        "Sullivan Hoffman Mckenzie Whitaker Ashley Chad Savannah Logan Peyton Mason Harper "
        "Wyatt Delaney Colton Prescott Davenport Holloway Jefferson Mcallister"
    ),
    "United Kingdom": (
        "Alistair Gemma Nigel Imogen Rhys Fiona Gareth Poppy Callum Niamh Hughes Blackwood "
        "Pemberton Ashworth Fairclough Hamish Tamsin Barnaby Philippa Declan Rowena Angus "
        "Bronwen Piers Saoirse Cartwright Thistlewood Bloomfield Macdonald Llewellyn"
    ),
    "Germany": (
        "Jürgen Heike Torsten Annika Uwe Silke Dirk Anke Holger Birgit Schäfer Krüger "
        "Hartmann Vogel Lehmann Matthias Ulrike Detlef Gudrun Reinhard Sabine Volker Monika "
        "Rüdiger Elke Zimmermann Baumgartner Köhler Schröder Winkler"
    ),
    "France": (
        "Thierry Mathilde Loïc Élodie Benoît Aurélie Gaëlle Yannick Solène Maëlle Lefèvre "
        "Moreau Girard Chevalier Rousseau Guillaume Sandrine Olivier Delphine Fabien Séverine "
        "Arnaud Noémie Cédric Margaux Dubois Fournier Mercier Bonnet Lambert"
    ),
    "Spain": (
        "Íñigo Lucía Álvaro Rocío Javier Begoña Nuria Gonzalo Marisol Iker Fernández Giménez "
        "Ibáñez Navarro Castaño Alejandro Macarena Sergio Pilar Joaquín Inmaculada Raúl "
        "Amparo Xavier Esperanza Domínguez Velasco Herrero Santamaría Quintana"
    ),
    "Italy": (
        "Giovanni Chiara Matteo Ginevra Lorenzo Fabrizio Alessia Davide Giulia Salvatore "
        "Esposito Colombo Ricci Marchetti Bianchi Alessandro Federica Riccardo Silvia Massimo "
        "Elisabetta Stefano Ilaria Vincenzo Martina Ferrari Romano Moretti Barbieri Santoro"
    ),
    "Poland": (
        "Agnieszka Wojciech Katarzyna Łukasz Małgorzata Zbigniew Bartosz Justyna Paweł "
        "Grzegorz Kowalski Wiśniewska Dąbrowski Zieliński Szymańska Krzysztof Magdalena "
        "Tomasz Aleksandra Marcin Jadwiga Rafał Beata Sławomir Elżbieta Nowak Kamińska "
        "Lewandowski Wójcik Mazurek"
    ),
    "Turkey": (
        "Çağla Emre Ayşe Mehmet Özlem Burak Şebnem Hakan Zeynep Tuğba Yılmaz Öztürk Aydın "
        "Şahin Erdoğan Mustafa Elif Kerem Gülşen Serkan Nilüfer Volkan Esra Onur Derya Kaya "
        "Demir Arslan Koçak Polat"
    ),
    "Russia": (
        "Svetlana Dmitri Ekaterina Mikhail Oksana Vladislav Natalia Sergei Lyudmila Artyom "
        "Ivanov Smirnova Kuznetsov Petrova Volkov Anastasia Yuri Tatiana Konstantin Galina "
        "Stanislav Marina Evgeny Larisa Gleb Sokolov Lebedeva Morozov Orlova Zaitsev"
    ),
    "Ukraine": (
        "Oleksandr Olena Taras Yulia Bohdan Halyna Mykola Iryna Vasyl Solomiya Shevchenko "
        "Kovalenko Bondarenko Tkachuk Melnyk Andriy Kateryna Volodymyr Nadiya Ostap Daryna "
        "Yevhen Zoryana Maksym Lesya Boyko Kravchenko Lysenko Moroz Savchenko"
    ),
    "India": (
        "Priya Rajesh Ananya Sanjay Deepika Vikram Kavitha Suresh Lakshmi Arjun Sharma Patel "
        "Krishnan Chatterjee Gupta Aditya Meera Rohan Sunita Karthik Pooja Manish Divya "
        "Harish Nandini Reddy Iyer Banerjee Malhotra Deshpande"
    ),
    "China": (
        "Xiaoming Jiahui Yuxuan Meilin Haoran Zihan Ruoxi Wenjing Guowei Lihua Zhang Huang "
        "Zhou Liang Zheng Jianguo Xiuying Zhiwei Yanmei Junjie Shuting Pengfei Lingling "
        "Tianyu Qianqian Zhao Zhu Guo Xie Deng"
    ),
    "Japan": (
        "Haruto Yuki Takeshi Sakura Kenji Ayumi Hiroshi Naomi Satoshi Megumi Tanaka Watanabe "
        "Yamamoto Kobayashi Nakamura Daisuke Misaki Ryota Kaori Shinji Haruka Kazuki Tomoko "
        "Yusuke Asuka Ishikawa Matsumoto Fujiwara Sasaki Hasegawa"
    ),
    "Korea": (
        "Minjun Seoyeon Jihoon Hyejin Dohyun Eunji Sungmin Yoonah Taeyang Soojin Kim Choi "
        "Jeong Kang Yoon Hyunwoo Jiyeon Seunghyun Minseo Youngho Chaewon Junghoon Sohee "
        "Kyungsoo Haneul Park Seo Hwang Ahn Noh"
    ),
    "Vietnam": (
        "Nguyễn Thảo Minh Quỳnh Dũng Hương Tuấn Linh Phong Thủy Trần Phạm Hoàng Đặng Bùi "
        "Khánh Ngọc Bảo Trang Đức Huyền Cường Lan Việt Mai Lê Vũ Đỗ Hồ Dương"
    ),
    "Nigeria": (
        "Chinedu Adaeze Oluwaseun Ngozi Emeka Folake Tunde Chioma Babatunde Ifeoma Okafor "
        "Adeyemi Okonkwo Balogun Eze Obinna Yetunde Chukwuemeka Temitope Uchenna Abimbola "
        "Segun Nneka Olamide Kelechi Nwosu Adebayo Chukwu Ogunleye Afolabi"
    ),
    "Egypt": (
        "Ahmed Fatma Mahmoud Yasmin Khaled Nourhan Mostafa Aya Hossam Rania Hassan Ibrahim "
        "Mansour Shehata Abdelrahman Tarek Dina Amr Heba Sherif Mariam Karim Salma Wael Noha "
        "Farouk Abdallah Soliman Gaber Zaki"
    ),
    "Brazil": (
        "Thiago Camila Rafael Letícia Gustavo Larissa João Beatriz Vinícius Fernanda Souza "
        "Oliveira Pereira Almeida Nascimento Rodrigo Juliana Leonardo Mariana Felipe Gabriela "
        "Murilo Tainá Caio Isadora Carvalho Ribeiro Barbosa Cavalcanti Figueiredo"
    ),
    "Sweden": (
        "Björn Astrid Håkan Linnéa Göran Elsa Torbjörn Maja Fredrik Ebba Lindqvist Bergström "
        "Sjöberg Nyström Åkerlund Anders Ingrid Mikael Kerstin Lennart Ylva Gunnar Birgitta "
        "Stellan Moa Johansson Söderberg Hedlund Ekström Wallin"
    ),
    "Netherlands": (
        "Jeroen Femke Sander Marieke Wouter Anouk Joost Lotte Bram Sanne Visser Bakker Mulder "
        "Dekker Hoekstra Maarten Saskia Pieter Willemijn Gijs Hanneke Ruben Floortje Thijs "
        "Roos Jansen Kuipers Verhoeven Brouwer Meijer"
    ),
}
