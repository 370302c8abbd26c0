// Word lists: titles, roles, institutions, countries. Closed or nearly closed classes of English, no names of people.

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u).filter((word) => word !== ''));

/** Written before a name and no part of it. Without the dot. */
export const TITLES =
  words(`mr mrs ms miss dr prof professor sir dame lord lady rev reverend judge justice president senator sen minister
  mayor governor gov councillor councilor colonel col general gen captain capt sergeant sgt inspector detective sheriff father bishop
  archbishop cardinal pope rabbi imam coach chief rep representative congressman congresswoman lieutenant lt major maj brig brigadier
  commander admiral adm officer constable superintendent chancellor secretary ambassador premier king queen prince princess sister
  brother deputy vice prime attorney lawmaker commissioner alderman chairman chairwoman chair director spokesman spokeswoman
  spokesperson first mp cllr hon honourable private corporal marshal baroness baron count duke duchess
  det insp supt coun adv engr barr alhaji mallam hajia ceo cfo coo shri smt mum mom dad grandmother grandfather`);

/** Ranks and offices in capitals before a name, told from other words by their capitals ("di Caprio"). */
export const RANKS: ReadonlySet<string> = new Set(
  'DS DI DCI DCS DSU PC WPC PCSO DSP SSP ACP DCP SP CEO CFO COO CTO MP MSP MEP MLA'.split(' '),
);

/** Honours and offices behind a name and no part of it: "Ann Roe KC". */
export const POST_NOMINALS: ReadonlySet<string> = new Set(
  'KC QC SC MP MSP MEP MLA TD OBE MBE CBE DBE KBE JP FRS MD PhD'.split(' '),
);

/** Nouns for what somebody is, written before a name ("farmer Bohdan Illyk") or instead of it ("the farmer"). */
export const ROLES =
  words(`accountant activist actor actress adviser advisor agent aide analyst anchor animator archaeologist architect
  artist astronomer astronaut athlete attorney auctioneer auditor author baker banker barrister beekeeper biologist boss botanist boxer brewer
  broker builder butcher buyer campaigner candidate captain carpenter caretaker caretaker chair chairman chairwoman chairperson chef
  chemist chief cleaner climatologist climber co-author co-founder coach coachman collector columnist commander commissioner commentator
  composer conductor conservationist consultant contractor cook coordinator coroner correspondent councillor counsel critic curator cyclist
  dancer dean defender demographer dentist deputy designer detective developer director diplomat doctor driver ecologist economist editor
  engineer entomologist epidemiologist executive expert farmer father fisherman firefighter footballer forecaster forester forward founder
  geneticist geologist geographer goalkeeper governor grocer guard guide head headmaster headmistress headteacher historian hydrologist
  immunologist infielder inspector instructor inventor investigator investor janitor jockey journalist judge keeper landlord lawmaker lawyer leader
  lecturer librarian lieutenant linguist lobbyist manager mayor mechanic meteorologist microbiologist midfielder midwife miner minister
  mother musician naturalist negotiator neighbor neighbour neurologist neuroscientist novelist nurse nutritionist oceanographer officer official
  operator organiser organizer ornithologist owner paediatrician painter palaeontologist paleontologist partner pathologist pensioner
  pharmacist philosopher photographer physician physicist pilot player plumber poet policeman politician pollster porter postman premier
  president priest principal producer professor programmer prosecutor psychiatrist psychologist publisher radiologist ranger reader
  rector referee regulator reporter representative researcher resident residents retiree sailor salesman scholar scientist sculptor secretary
  seismologist senator sergeant shareholder sheriff shepherd shopkeeper singer skier skipper sociologist soldier solicitor speaker
  spokesman spokesperson spokeswoman sprinter statistician strategist striker student superintendent supervisor surgeon surveyor swimmer
  teacher technician teller tenant therapist toxicologist trader trainer treasurer trustee tutor umpire veterinarian vet vicar
  virologist volcanologist volunteer waiter waitress warden widow winemaker witness worker writer zoologist winger runner rower player
  businessman businesswoman entrepreneur chancellor ombudsman whistleblower survivor victim driver suspect defendant plaintiff campaign
  lead head keeper harbourmaster lifeguard biochemist astrophysicist apprentice seamstress tailor dockworker docker clerk cashier
  stylist choreographer playwright screenwriter filmmaker cinematographer actor biographer archivist conservator ceo cfo coo mp
  mum mom dad grandmother grandfather eyewitness shopper passerby commuter`);

/** Words that make a capitalised run the name of an institution. */
export const ORGANISATION_WORDS =
  words(`academy administration agency airlines airways alliance army assembly associates association authority bank
  board bureau cement centre center chamber church city-hall club college commission committee company confederation congress consortium
  cooperative corp corp. corporation council court department directorate division enterprises exchange federation force forces forum foundation
  front fund government group guard hospital house inc inc. industries institute institution intelligence international laboratories laboratory league
  legislature ltd ltd. llc media ministry mission motors movement museum navy network news observatory office oil organisation organization
  parliament partners party pharmaceuticals pharma police post press programme program railways regiment registry school secretariat senate service
  services society solutions steel systems team technologies television times trust tribunal unicef union united university watch works
  kremlin pentagon biologics brewing paper foods energy airlines holdings capital electric gas power water bancorp securities
  broadcasting studios records software labs therapeutics mining metals shipping logistics insurance unionists democrats republicans
  conservatives liberals greens facebook twitter google microsoft amazon apple reuters tribune herald journal gazette guardian telegraph`);

/** Words that make a capitalised run a place. */
export const PLACE_WORDS =
  words(`avenue bay beach boulevard bridge county creek district forest forests heights hill hills island islands lake mount
  mountain mountains ocean park peninsula plains port province river road sea square state states strait street valley village region
  airport station harbour harbor cape desert gulf isle glacier reef canyon falls`);

export const COUNTRIES: ReadonlySet<string> = new Set(
  `afghanistan,albania,algeria,andorra,angola,argentina,armenia,australia,austria,azerbaijan,bahamas,bahrain,bangladesh,barbados,belarus,belgium,belize,benin,bhutan,bolivia,bosnia,botswana,brazil,brunei,bulgaria,burkina faso,burundi,cambodia,cameroon,canada,chad,chile,china,colombia,congo,costa rica,croatia,cuba,cyprus,czechia,denmark,djibouti,dominica,ecuador,egypt,el salvador,eritrea,estonia,eswatini,ethiopia,fiji,finland,france,gabon,gambia,georgia,germany,ghana,greece,grenada,guatemala,guinea,guyana,haiti,honduras,hungary,iceland,india,indonesia,iran,iraq,ireland,israel,italy,ivory coast,jamaica,japan,jordan,kazakhstan,kenya,kiribati,kosovo,kuwait,kyrgyzstan,laos,latvia,lebanon,lesotho,liberia,libya,liechtenstein,lithuania,luxembourg,madagascar,malawi,malaysia,maldives,mali,malta,mauritania,mauritius,mexico,moldova,monaco,mongolia,montenegro,morocco,mozambique,myanmar,namibia,nepal,netherlands,new zealand,nicaragua,niger,nigeria,north korea,north macedonia,norway,oman,pakistan,panama,paraguay,peru,philippines,poland,portugal,qatar,romania,russia,rwanda,samoa,saudi arabia,senegal,serbia,seychelles,sierra leone,singapore,slovakia,slovenia,somalia,south africa,south korea,south sudan,spain,sri lanka,sudan,suriname,sweden,switzerland,syria,taiwan,tajikistan,tanzania,thailand,togo,tonga,tunisia,turkey,turkmenistan,uganda,ukraine,united arab emirates,united kingdom,united states,uruguay,uzbekistan,vanuatu,venezuela,vietnam,yemen,zambia,zimbabwe,britain,england,scotland,wales,us,u.s.,uk,u.k.,usa,dprk,europe,africa,asia,middle east,north africa,crimea,gaza,west bank,london,paris,berlin,moscow,beijing,washington,tokyo,seoul,pyongyang,kyiv,kiev,tehran,brussels,geneva,new york,rome,madrid,vienna,jerusalem,cairo,delhi,new delhi,canberra,ottawa`.split(
    ',',
  ),
);

export const DEMONYMS =
  words(`american british french german dutch greek thai iraqi israeli pakistani swiss welsh scottish irish english spanish danish
  swedish finnish polish turkish czech afghan arab saudi yemeni kuwaiti qatari emirati omani bengali nepali somali kenyan russian ukrainian
  korean chinese japanese vietnamese indian iranian syrian palestinian european african asian mexican canadian brazilian australian
  argentine filipino slovak slovene croat serb kurd uzbek tajik kazakh icelandic norwegian belgian italian portuguese latino hispanic
  jewish muslim christian catholic protestant islamic buddhist hindu sunni shia republican democratic nazi soviet western eastern`);

/** Given names and surnames with the ending of a demonym. */
export const GIVEN_NAME_EXCEPTIONS =
  words(`adrian brian bryan christian damian fabian julian sebastian dorian vivian lillian gillian marian florian
  cassian kristian kristian maximilian lucian octavian ian sean dean jean kean mclean parish fletcherish walish`);

/** Nouns of institutions: what such a noun names can speak with one voice. */
export const INSTITUTION_NOUNS =
  words(`administration agency airline airport alliance army association authority bank board brewery bureau cabinet campaign
  chain charity church city club coalition college commission committee company consortium coroner council court defence defense department
  embassy employer exchange factory faculty federation firm forces foundation fund government group hospital household industry inspectorate institute
  insurer jury kremlin laboratory league legislature library manufacturer military ministry monitor museum navy newspaper observatory office operator
  opposition organisation organization panel parliament party police port practice prosecution prosecutor publisher railway regime regulator
  retailer school secretariat senate service society staff state store studio supermarket team think-tank treasury tribunal troupe union university
  utility watchdog drugmaker carmaker maker developer company's daily magazine paper broadcaster station lab clinic county province`);

/** Nouns of documents and data that "say", "show", "find". */
export const DOCUMENT_NOUNS =
  words(`account analysis article assessment audit bill book brief broadcast census chart data diary document documents email emails estimate
  evidence figures filing filings findings forecast indictment index inquiry inquest invoice invoices judgment judgement law lawsuit leaflet letter letters log map
  memo memorandum message minutes note notice numbers paper papers picture plan poll polls post posts preprint projection prospectus record records
  release report reports research results review ruling sign slips statement statements statistics study studies survey surveys suit
  testimony text texts transcript treaty tweet verdict video warrant website will writ images photographs photos placard banner placards affidavit bulletin editorial
  memos transcripts files contracts recording recordings footage cables affidavits bulletins assessments`);
