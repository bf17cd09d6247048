CREATE TABLE public.access_modes (
    id bigint NOT NULL,
    mode character varying(16) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.approvals (
    chat_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    title text NOT NULL,
    application character varying(16) NOT NULL,
    carded_at timestamp with time zone,
    told_at timestamp with time zone,
    menu character varying(16) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.audit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id bigint,
    action character varying(64) NOT NULL,
    subject text NOT NULL,
    was text NOT NULL,
    now text NOT NULL
);
CREATE SEQUENCE public.audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.chats (
    chat_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    title text NOT NULL,
    state character varying(16) NOT NULL,
    state_reason text NOT NULL,
    migrated_to bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.checklist_days (
    local_date date NOT NULL,
    lines text NOT NULL
);
CREATE TABLE public.checklist_lines (
    holiday character varying(16) NOT NULL,
    topic character varying(16) NOT NULL,
    text text NOT NULL,
    slug character varying(64) NOT NULL,
    user_id bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.checklist_quotes (
    holiday character varying(16) NOT NULL,
    quote_key text NOT NULL,
    user_id bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.confirmation_cards (
    confirmation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    message_id bigint
);
CREATE TABLE public.confirmations (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    number bigint NOT NULL,
    subject text NOT NULL,
    digest character varying(64) NOT NULL,
    user_id bigint,
    message_id bigint,
    state character varying(16) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone
);
CREATE SEQUENCE public.confirmations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.confirmations_id_seq OWNED BY public.confirmations.id;
CREATE TABLE public.deliveries (
    id bigint NOT NULL,
    local_date date NOT NULL,
    chat_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    notice character varying(64) NOT NULL,
    thread_id bigint,
    content text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    state character varying(16) NOT NULL,
    attempts integer NOT NULL,
    not_before timestamp with time zone,
    reason text NOT NULL,
    message_id bigint,
    claimed_by character varying(64),
    finished_at timestamp with time zone
);
CREATE SEQUENCE public.deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deliveries_id_seq OWNED BY public.deliveries.id;
CREATE TABLE public.duties (
    id bigint NOT NULL,
    name text NOT NULL,
    recurs character varying(32) NOT NULL,
    hour character varying(5) NOT NULL,
    passages text NOT NULL,
    form bytea,
    form_name text NOT NULL,
    state character varying(16) NOT NULL,
    starts_on date,
    told_nobody boolean NOT NULL,
    user_id bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.duties_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.duties_id_seq OWNED BY public.duties.id;
CREATE TABLE public.duty_leavers (
    duty_id bigint NOT NULL,
    user_id bigint NOT NULL,
    left_on date NOT NULL,
    told boolean NOT NULL
);
CREATE TABLE public.duty_people (
    duty_id bigint NOT NULL,
    user_id bigint NOT NULL,
    asked_on date,
    agreed_on date
);
CREATE TABLE public.duty_turns (
    duty_id bigint NOT NULL,
    user_id bigint NOT NULL,
    due_on date NOT NULL,
    until date NOT NULL,
    tell_on date,
    done_on date
);
CREATE TABLE public.held_days (
    local_date date NOT NULL,
    user_id bigint,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.invitation_uses (
    invitation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.invitations (
    id bigint NOT NULL,
    code_hash character varying(64) NOT NULL,
    role integer NOT NULL,
    uses integer NOT NULL,
    uses_left integer NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    made_by bigint,
    made_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE SEQUENCE public.invitations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.invitations_id_seq OWNED BY public.invitations.id;
CREATE TABLE public.known_questions (
    id bigint NOT NULL,
    question text NOT NULL,
    slug text NOT NULL,
    text text NOT NULL,
    about text NOT NULL,
    added_by bigint,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);
CREATE SEQUENCE public.known_questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.known_questions_id_seq OWNED BY public.known_questions.id;
CREATE TABLE public.ledger_entries (
    id bigint NOT NULL,
    local_date date NOT NULL,
    words text NOT NULL,
    role character varying(16) NOT NULL,
    entered_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.ledger_entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ledger_entries_id_seq OWNED BY public.ledger_entries.id;
CREATE TABLE public.ledger_months (
    month date NOT NULL,
    sheet character varying(32) NOT NULL,
    facts text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    is_final boolean NOT NULL
);
CREATE TABLE public.memberships (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    present boolean NOT NULL,
    checked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.notice_numbers (
    notice_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    number integer NOT NULL
);
CREATE TABLE public.notice_reads (
    notice_id bigint NOT NULL,
    mark character varying(32) NOT NULL
);
CREATE TABLE public.notices (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    state character varying(16) NOT NULL,
    text text NOT NULL,
    links text DEFAULT ''::text NOT NULL,
    source_message_id bigint,
    report_message_id bigint,
    local_date date,
    changed_at timestamp with time zone NOT NULL,
    reads integer,
    read_key character varying(64)
);
CREATE SEQUENCE public.notices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.notices_id_seq OWNED BY public.notices.id;
CREATE TABLE public.occasions (
    name character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.owners (
    number bigint NOT NULL,
    id character varying(32) NOT NULL,
    beat bigint NOT NULL,
    locked boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.owners_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.owners_number_seq OWNED BY public.owners.number;
CREATE TABLE public.people (
    user_id bigint NOT NULL,
    name text NOT NULL,
    role integer NOT NULL,
    application character varying(16) NOT NULL,
    carded_at timestamp with time zone,
    told_at timestamp with time zone,
    menu character varying(16) NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.practice (
    user_id bigint NOT NULL,
    item_key character varying(16) NOT NULL,
    card text NOT NULL,
    due timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.prompts (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    user_id bigint NOT NULL,
    message_id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    number bigint NOT NULL,
    presses text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    state character varying(8) NOT NULL,
    passed boolean NOT NULL,
    answered_by bigint,
    asked_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.prompts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.prompts_id_seq OWNED BY public.prompts.id;
CREATE TABLE public.push_marks (
    id bigint NOT NULL,
    origin character varying(80) NOT NULL,
    begun bigint NOT NULL
);
CREATE TABLE public.questions (
    id bigint NOT NULL,
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    thread_id bigint,
    user_id bigint,
    words text,
    kind character varying(16) NOT NULL,
    passage_id text,
    verdict character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    case_id bigint,
    asked_at timestamp with time zone NOT NULL,
    part integer DEFAULT 0 NOT NULL,
    on_purpose boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.questions_id_seq OWNED BY public.questions.id;
CREATE TABLE public.quiz_items (
    key character varying(16) NOT NULL,
    kind character varying(16) NOT NULL,
    slug character varying(64) NOT NULL,
    sentence text NOT NULL,
    answer text NOT NULL,
    question text NOT NULL,
    choices text NOT NULL,
    right_place integer NOT NULL,
    state character varying(16) NOT NULL,
    user_id bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.quiz_polls (
    poll_id character varying(64) NOT NULL,
    item_key character varying(16) NOT NULL,
    monday date NOT NULL,
    answers integer NOT NULL,
    right_answers integer NOT NULL
);
CREATE TABLE public.quiz_weeks (
    monday date NOT NULL,
    item_key character varying(16) NOT NULL
);
CREATE TABLE public.quote_days (
    local_date date NOT NULL,
    quote_key text NOT NULL,
    fixed boolean NOT NULL
);
CREATE TABLE public.quotes (
    text text NOT NULL,
    slug character varying(64) NOT NULL,
    state character varying(16) NOT NULL,
    user_id bigint,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.reading_places (
    user_id bigint NOT NULL,
    slug character varying(64) NOT NULL,
    passage_id character varying(64) NOT NULL,
    opening text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.recognitions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    file text NOT NULL,
    original bytea NOT NULL,
    message_id bigint NOT NULL,
    pages integer NOT NULL,
    done integer NOT NULL,
    lines text NOT NULL,
    added_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.recognitions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.recognitions_id_seq OWNED BY public.recognitions.id;
CREATE TABLE public.replies (
    chat_id bigint NOT NULL,
    question_message_id bigint NOT NULL,
    answer_message_id bigint NOT NULL,
    thread_id bigint,
    user_id bigint,
    kind character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    part integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.restorations (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    made_at timestamp with time zone,
    until timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    unknown integer NOT NULL,
    dropped integer NOT NULL,
    told_at timestamp with time zone
);
CREATE SEQUENCE public.restorations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.restorations_id_seq OWNED BY public.restorations.id;
CREATE TABLE public.set_aside (
    id bigint NOT NULL,
    bot_id bigint NOT NULL,
    update_id bigint,
    chat_id bigint,
    user_id bigint,
    reason text NOT NULL,
    content bytea,
    size bigint NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    told_at timestamp with time zone
);
CREATE SEQUENCE public.set_aside_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.set_aside_id_seq OWNED BY public.set_aside.id;
CREATE TABLE public.shown (
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    user_id bigint NOT NULL,
    passage_id character varying(64) NOT NULL,
    around character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    thread_id bigint,
    lasting boolean NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.speech_changes (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id bigint,
    kind character varying(16) NOT NULL,
    slug character varying(64) NOT NULL,
    was_version bigint,
    was_withdrawn_at timestamp with time zone,
    now_version bigint NOT NULL,
    now_withdrawn_at timestamp with time zone,
    undone_at timestamp with time zone
);
CREATE SEQUENCE public.speech_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.speech_changes_id_seq OWNED BY public.speech_changes.id;
CREATE TABLE public.speech_drafts (
    id bigint NOT NULL,
    user_id bigint,
    file text NOT NULL,
    original bytea NOT NULL,
    text text NOT NULL,
    title text NOT NULL,
    date text NOT NULL,
    occasion text NOT NULL,
    account text NOT NULL,
    slug character varying(64) NOT NULL,
    base_version bigint,
    base_withdrawn_at timestamp with time zone,
    added_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.speech_drafts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.speech_drafts_id_seq OWNED BY public.speech_drafts.id;
CREATE TABLE public.speech_versions (
    id bigint NOT NULL,
    slug character varying(64) NOT NULL,
    number integer NOT NULL,
    file text NOT NULL,
    title text NOT NULL,
    date text NOT NULL,
    occasion text NOT NULL,
    original bytea NOT NULL,
    text text NOT NULL,
    sha256 character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    recognised text
);
CREATE SEQUENCE public.speech_versions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.speech_versions_id_seq OWNED BY public.speech_versions.id;
CREATE TABLE public.speeches (
    slug character varying(64) NOT NULL,
    current_version bigint NOT NULL,
    folder_version bigint,
    "position" integer NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE TABLE public.subscriptions (
    chat_id bigint NOT NULL,
    active boolean NOT NULL,
    "time" character varying(5) NOT NULL,
    thread_id bigint,
    days character varying(32) NOT NULL,
    muted boolean NOT NULL,
    starts_on date,
    before_holidays boolean DEFAULT false NOT NULL,
    resumes_on date,
    skips text DEFAULT ''::text NOT NULL,
    look character varying(8) DEFAULT 'text'::character varying NOT NULL,
    subscribed_by bigint,
    quiz_day integer,
    quiz_time character varying(5) DEFAULT ''::character varying NOT NULL,
    quiz_from date,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.suggestions (
    id bigint NOT NULL,
    chat_id bigint,
    words text NOT NULL,
    links text DEFAULT ''::text NOT NULL,
    author text NOT NULL,
    state character varying(8) NOT NULL,
    written_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.suggestions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.suggestions_id_seq OWNED BY public.suggestions.id;
CREATE TABLE public.updates (
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    chat_id bigint,
    payload text,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    attempts integer NOT NULL,
    spoke integer DEFAULT 0 NOT NULL,
    alone integer DEFAULT 0 NOT NULL,
    owner character varying(32),
    orphaned boolean DEFAULT false NOT NULL
);
CREATE TABLE public.warnings (
    name character varying(64) NOT NULL,
    detail text NOT NULL,
    told boolean NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE TABLE public.way_batches (
    id bigint NOT NULL,
    slug character varying(64) NOT NULL,
    kind character varying(16) NOT NULL,
    writer text NOT NULL,
    state character varying(16) NOT NULL,
    user_id bigint,
    message_id bigint,
    fault text NOT NULL,
    gain text NOT NULL,
    holder character varying(64) NOT NULL,
    held_until timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.way_batches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.way_batches_id_seq OWNED BY public.way_batches.id;
CREATE TABLE public.way_tasks (
    batch_id bigint NOT NULL,
    task character varying(96) NOT NULL,
    "position" integer NOT NULL,
    done boolean NOT NULL,
    attempts integer NOT NULL
);
CREATE TABLE public.ways (
    id bigint NOT NULL,
    batch_id bigint NOT NULL,
    asker text NOT NULL,
    question text NOT NULL,
    text text NOT NULL,
    about text NOT NULL,
    refused text NOT NULL,
    bad boolean NOT NULL
);
CREATE SEQUENCE public.ways_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ways_id_seq OWNED BY public.ways.id;
CREATE TABLE public.withdrawn_ways (
    source character varying(128) NOT NULL,
    user_id bigint,
    at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.confirmations ALTER COLUMN id SET DEFAULT nextval('public.confirmations_id_seq'::regclass);
ALTER TABLE ONLY public.deliveries ALTER COLUMN id SET DEFAULT nextval('public.deliveries_id_seq'::regclass);
ALTER TABLE ONLY public.duties ALTER COLUMN id SET DEFAULT nextval('public.duties_id_seq'::regclass);
ALTER TABLE ONLY public.invitations ALTER COLUMN id SET DEFAULT nextval('public.invitations_id_seq'::regclass);
ALTER TABLE ONLY public.known_questions ALTER COLUMN id SET DEFAULT nextval('public.known_questions_id_seq'::regclass);
ALTER TABLE ONLY public.ledger_entries ALTER COLUMN id SET DEFAULT nextval('public.ledger_entries_id_seq'::regclass);
ALTER TABLE ONLY public.notices ALTER COLUMN id SET DEFAULT nextval('public.notices_id_seq'::regclass);
ALTER TABLE ONLY public.owners ALTER COLUMN number SET DEFAULT nextval('public.owners_number_seq'::regclass);
ALTER TABLE ONLY public.prompts ALTER COLUMN id SET DEFAULT nextval('public.prompts_id_seq'::regclass);
ALTER TABLE ONLY public.questions ALTER COLUMN id SET DEFAULT nextval('public.questions_id_seq'::regclass);
ALTER TABLE ONLY public.recognitions ALTER COLUMN id SET DEFAULT nextval('public.recognitions_id_seq'::regclass);
ALTER TABLE ONLY public.restorations ALTER COLUMN id SET DEFAULT nextval('public.restorations_id_seq'::regclass);
ALTER TABLE ONLY public.set_aside ALTER COLUMN id SET DEFAULT nextval('public.set_aside_id_seq'::regclass);
ALTER TABLE ONLY public.speech_changes ALTER COLUMN id SET DEFAULT nextval('public.speech_changes_id_seq'::regclass);
ALTER TABLE ONLY public.speech_drafts ALTER COLUMN id SET DEFAULT nextval('public.speech_drafts_id_seq'::regclass);
ALTER TABLE ONLY public.speech_versions ALTER COLUMN id SET DEFAULT nextval('public.speech_versions_id_seq'::regclass);
ALTER TABLE ONLY public.suggestions ALTER COLUMN id SET DEFAULT nextval('public.suggestions_id_seq'::regclass);
ALTER TABLE ONLY public.way_batches ALTER COLUMN id SET DEFAULT nextval('public.way_batches_id_seq'::regclass);
ALTER TABLE ONLY public.ways ALTER COLUMN id SET DEFAULT nextval('public.ways_id_seq'::regclass);
INSERT INTO public.access_modes VALUES (1, 'members', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.alembic_version VALUES ('0038');
INSERT INTO public.approvals VALUES (-2251799813685248, 'kind0', '清风“正”气', '', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 'menu0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.approvals VALUES (-2251799813685247, 'kind1', 'a''b"c\d', 'asked', NULL, NULL, 'menu1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.approvals VALUES (-2251799813685246, 'kind2', '两
行	字', 'approved', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 'menu2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.audit VALUES (1, '2026-03-02 00:30:05.123456+00', 2251799813685248, 'acti0', '清风“正”气', '清风“正”气', '清风“正”气');
INSERT INTO public.audit VALUES (2, '2026-03-03 00:30:05.123457+00', NULL, 'acti1', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d');
INSERT INTO public.audit VALUES (3, '2026-03-04 00:30:05.123458+00', 2251799813685246, 'acti2', '两
行	字', '两
行	字', '两
行	字');
INSERT INTO public.chats VALUES (-2251799813685248, 'private', '清风“正”气', 'active', '清风“正”气', 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.chats VALUES (-2251799813685247, 'group', 'a''b"c\d', 'active', 'a''b"c\d', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.chats VALUES (-2251799813685246, 'channel', '两
行	字', 'active', '两
行	字', 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.checklist_days VALUES ('2026-03-02', '[]');
INSERT INTO public.checklist_days VALUES ('2026-03-03', '[]');
INSERT INTO public.checklist_days VALUES ('2026-03-04', '[]');
INSERT INTO public.checklist_lines VALUES ('holi0', 'topi0', '清风“正”气', 'slug0', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.checklist_lines VALUES ('holi1', 'topi1', 'a''b"c\d', 'slug1', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.checklist_lines VALUES ('holi2', 'topi2', '两
行	字', 'slug2', 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.checklist_quotes VALUES ('holi0', 'quot0', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.checklist_quotes VALUES ('holi1', 'quot1', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.checklist_quotes VALUES ('holi2', 'quot2', 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.confirmation_cards VALUES (1, 2251799813685248, 1);
INSERT INTO public.confirmation_cards VALUES (2, 2251799813685247, NULL);
INSERT INTO public.confirmation_cards VALUES (3, 2251799813685246, 3);
INSERT INTO public.confirmations VALUES (1, 'kind0', 1, '清风“正”气', 'dige0', 2251799813685248, 1, 'active', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.confirmations VALUES (2, 'kind1', 2, 'a''b"c\d', 'dige1', NULL, NULL, 'sent', '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00', NULL, NULL);
INSERT INTO public.confirmations VALUES (3, 'kind2', 3, '两
行	字', 'dige2', 2251799813685246, 3, 'open', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.deliveries VALUES (1, '2026-03-02', -2251799813685248, 'quote', 'noti0', 1, '清风“正”气', '2026-03-02 00:30:05.123456+00', 'sent', 1, '2026-03-02 00:30:05.123456+00', '清风“正”气', 1, 'clai0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.deliveries VALUES (2, '2026-03-03', -2251799813685247, 'notice', 'noti1', NULL, 'a''b"c\d', '2026-03-03 00:30:05.123457+00', 'unknown', 2, NULL, 'a''b"c\d', NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (3, '2026-03-04', -2251799813685246, 'quote', 'noti2', 3, '两
行	字', '2026-03-04 00:30:05.123458+00', 'planned', 3, '2026-03-04 00:30:05.123458+00', '两
行	字', 3, 'clai2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.duties VALUES (1, '清风“正”气', 'year 0 12 31 0', '09:00', '清风“正”气', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeffedc6c418ad4da9eb', '清风“正”气', 'active', '2026-03-02', true, 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.duties VALUES (2, 'a''b"c\d', '', '17:30', 'a''b"c\d', NULL, 'a''b"c\d', 'draft', NULL, false, NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.duties VALUES (3, '两
行	字', 'holiday 0 0 3 0', '08:00', '两
行	字', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff255fc5c89cd74cdd', '两
行	字', 'ended', '2026-03-04', true, 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.duty_leavers VALUES (1, 2251799813685248, '2026-03-02', true);
INSERT INTO public.duty_leavers VALUES (2, 2251799813685247, '2026-03-03', false);
INSERT INTO public.duty_leavers VALUES (3, 2251799813685246, '2026-03-04', true);
INSERT INTO public.duty_people VALUES (1, 2251799813685248, '2026-03-02', '2026-03-02');
INSERT INTO public.duty_people VALUES (2, 2251799813685247, NULL, NULL);
INSERT INTO public.duty_people VALUES (3, 2251799813685246, '2026-03-04', '2026-03-04');
INSERT INTO public.duty_turns VALUES (1, 2251799813685248, '2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02');
INSERT INTO public.duty_turns VALUES (2, 2251799813685247, '2026-03-03', '2026-03-03', NULL, NULL);
INSERT INTO public.duty_turns VALUES (3, 2251799813685246, '2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04');
INSERT INTO public.held_days VALUES ('2026-03-02', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.held_days VALUES ('2026-03-03', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.held_days VALUES ('2026-03-04', 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.invitation_uses VALUES (1, 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.invitation_uses VALUES (2, 2251799813685247, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.invitation_uses VALUES (3, 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.invitations VALUES (1, 'code0', 1, 1, 1, '2026-03-02 00:30:05.123456+00', 1, '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.invitations VALUES (2, 'code1', 2, 2, 2, '2026-03-03 00:30:05.123457+00', NULL, '2026-03-03 00:30:05.123457+00', NULL);
INSERT INTO public.invitations VALUES (3, 'code2', 3, 3, 3, '2026-03-04 00:30:05.123458+00', 3, '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.known_questions VALUES (1, '清风“正”气', '清风“正”气', '清风“正”气', '清风“正”气', 1, '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.known_questions VALUES (2, 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', NULL, '2026-03-03 00:30:05.123457+00', NULL);
INSERT INTO public.known_questions VALUES (3, '两
行	字', '两
行	字', '两
行	字', '两
行	字', 3, '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.ledger_entries VALUES (1, '2026-03-02', '清风“正”气', '1', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.ledger_entries VALUES (2, '2026-03-03', 'a''b"c\d', '2', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.ledger_entries VALUES (3, '2026-03-04', '两
行	字', '3', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.ledger_months VALUES ('2026-03-02', 'shee0', '清风“正”气', '2026-03-02 00:30:05.123456+00', true);
INSERT INTO public.ledger_months VALUES ('2026-03-03', 'shee1', 'a''b"c\d', '2026-03-03 00:30:05.123457+00', false);
INSERT INTO public.ledger_months VALUES ('2026-03-04', 'shee2', '两
行	字', '2026-03-04 00:30:05.123458+00', true);
INSERT INTO public.memberships VALUES (2251799813685248, -2251799813685248, true, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.memberships VALUES (2251799813685247, -2251799813685247, false, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.memberships VALUES (2251799813685246, -2251799813685246, true, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.notice_numbers VALUES (1, -2251799813685248, 1);
INSERT INTO public.notice_numbers VALUES (2, -2251799813685247, 2);
INSERT INTO public.notice_numbers VALUES (3, -2251799813685246, 3);
INSERT INTO public.notice_reads VALUES (1, 'mark0');
INSERT INTO public.notice_reads VALUES (2, 'mark1');
INSERT INTO public.notice_reads VALUES (3, 'mark2');
INSERT INTO public.notices VALUES (1, 2251799813685248, 'draft', '清风“正”气', '', 1, 1, '2026-03-02', '2026-03-02 00:30:05.123456+00', 1, 'read0');
INSERT INTO public.notices VALUES (2, 2251799813685247, 'planned', 'a''b"c\d', '', NULL, NULL, NULL, '2026-03-03 00:30:05.123457+00', NULL, NULL);
INSERT INTO public.notices VALUES (3, 2251799813685246, 'cancelled', '两
行	字', '', 3, 3, '2026-03-04', '2026-03-04 00:30:05.123458+00', 3, 'read2');
INSERT INTO public.occasions VALUES ('name0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.occasions VALUES ('name1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.occasions VALUES ('name2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.owners VALUES (1, 'id0', 1, true, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.owners VALUES (2, 'id1', 2, false, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.owners VALUES (3, 'id2', 3, true, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.people VALUES (2251799813685248, '清风“正”气', 1, '', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 'menu0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.people VALUES (2251799813685247, 'a''b"c\d', 2, 'asked', NULL, NULL, 'menu1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.people VALUES (2251799813685246, '两
行	字', 3, 'approved', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 'menu2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.practice VALUES (2251799813685248, 'item0', '清风“正”气', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.practice VALUES (2251799813685247, 'item1', 'a''b"c\d', '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.practice VALUES (2251799813685246, 'item2', '两
行	字', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.prompts VALUES (1, -2251799813685248, 2251799813685248, 1, 'kind0', 1, '清风“正”气', '清风“正”气', 'active', true, 1, '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.prompts VALUES (2, -2251799813685247, 2251799813685247, 2, 'kind1', 2, 'a''b"c\d', 'a''b"c\d', 'sent', false, NULL, '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.prompts VALUES (3, -2251799813685246, 2251799813685246, 3, 'kind2', 3, '两
行	字', '两
行	字', 'open', true, 3, '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.push_marks VALUES (1, 'orig0', 1);
INSERT INTO public.questions VALUES (1, -2251799813685248, 1, 1, 2251799813685248, '清风“正”气', 'kind0', '清风“正”气', 'verd0', 'open', 1, '2026-03-02 00:30:05.123456+00', 1, true);
INSERT INTO public.questions VALUES (2, -2251799813685247, 2, NULL, NULL, NULL, 'kind1', NULL, 'verd1', 'closed', NULL, '2026-03-03 00:30:05.123457+00', 2, false);
INSERT INTO public.questions VALUES (3, -2251799813685246, 3, 3, 2251799813685246, '两
行	字', 'kind2', '两
行	字', 'verd2', 'bound', 3, '2026-03-04 00:30:05.123458+00', 3, true);
INSERT INTO public.quiz_items VALUES ('key0', 'term', 'slug0', '清风“正”气', '清风“正”气', '清风“正”气', '["甲", "乙"]', 0, 'approved', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.quiz_items VALUES ('key1', 'list', 'slug1', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', '["甲", "乙"]', 1, 'hidden', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.quiz_items VALUES ('key2', 'number', 'slug2', '两
行	字', '两
行	字', '两
行	字', '["甲", "乙"]', 0, 'approved', 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.quiz_polls VALUES ('poll0', 'item0', '2026-03-02', 1, 1);
INSERT INTO public.quiz_polls VALUES ('poll1', 'item1', '2026-03-03', 2, 2);
INSERT INTO public.quiz_polls VALUES ('poll2', 'item2', '2026-03-04', 3, 3);
INSERT INTO public.quiz_weeks VALUES ('2026-03-02', 'item0');
INSERT INTO public.quiz_weeks VALUES ('2026-03-03', 'item1');
INSERT INTO public.quiz_weeks VALUES ('2026-03-04', 'item2');
INSERT INTO public.quote_days VALUES ('2026-03-02', '清风“正”气', true);
INSERT INTO public.quote_days VALUES ('2026-03-03', 'a''b"c\d', false);
INSERT INTO public.quote_days VALUES ('2026-03-04', '两
行	字', true);
INSERT INTO public.quotes VALUES ('text0', 'slug0', 'approved', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.quotes VALUES ('text1', 'slug1', 'hidden', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.quotes VALUES ('text2', 'slug2', 'approved', 2251799813685246, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.reading_places VALUES (2251799813685248, 'slug0', 'pass0', '清风“正”气', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.reading_places VALUES (2251799813685247, 'slug1', 'pass1', 'a''b"c\d', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.reading_places VALUES (2251799813685246, 'slug2', 'pass2', '两
行	字', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.recognitions VALUES (1, 2251799813685248, '清风“正”气', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeffcb77f6390bf4864f', 1, 1, 1, '清风“正”气', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.recognitions VALUES (2, 2251799813685247, 'a''b"c\d', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfefff667374b190e63f2', 2, 2, 2, 'a''b"c\d', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.recognitions VALUES (3, 2251799813685246, '两
行	字', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff9e23b5782d7a10f6', 3, 3, 3, '两
行	字', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.replies VALUES (-2251799813685248, 1, 1, 1, 2251799813685248, 'kind0', '2026-03-02 00:30:05.123456+00', 1);
INSERT INTO public.replies VALUES (-2251799813685247, 2, 2, NULL, NULL, 'kind1', '2026-03-03 00:30:05.123457+00', 2);
INSERT INTO public.replies VALUES (-2251799813685246, 3, 3, 3, 2251799813685246, 'kind2', '2026-03-04 00:30:05.123458+00', 3);
INSERT INTO public.restorations VALUES (1, 'command', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 1, 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.restorations VALUES (2, 'command', NULL, '2026-03-03 00:30:05.123457+00', NULL, 2, 2, NULL);
INSERT INTO public.restorations VALUES (3, 'command', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 3, 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.set_aside VALUES (1, 1, 1, -2251799813685248, 2251799813685248, '清风“正”气', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeffe1d9dcee8ebad4e5', 1, 'dige0', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.set_aside VALUES (2, 2, NULL, NULL, NULL, 'a''b"c\d', NULL, 2, 'dige1', '2026-03-03 00:30:05.123457+00', NULL);
INSERT INTO public.set_aside VALUES (3, 3, 3, -2251799813685246, 2251799813685246, '两
行	字', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff4fbbd7b2fe405635', 3, 'dige2', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.shown VALUES (-2251799813685248, 1, 2251799813685248, 'pass0', 'arou0', 'dige0', 1, true, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.shown VALUES (-2251799813685247, 2, 2251799813685247, 'pass1', 'arou1', 'dige1', NULL, false, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.shown VALUES (-2251799813685246, 3, 2251799813685246, 'pass2', 'arou2', 'dige2', 3, true, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.speech_changes VALUES (1, '2026-03-02 00:30:05.123456+00', 2251799813685248, 'kind0', 'slug0', 1, '2026-03-02 00:30:05.123456+00', 1, '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.speech_changes VALUES (2, '2026-03-03 00:30:05.123457+00', NULL, 'kind1', 'slug1', NULL, NULL, 2, NULL, NULL);
INSERT INTO public.speech_changes VALUES (3, '2026-03-04 00:30:05.123458+00', 2251799813685246, 'kind2', 'slug2', 3, '2026-03-04 00:30:05.123458+00', 3, '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.speech_drafts VALUES (1, 2251799813685248, '清风“正”气', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff4aa2d10efcd67b93', '清风“正”气', '清风“正”气', '清风“正”气', '清风“正”气', '清风“正”气', 'slug0', 1, '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.speech_drafts VALUES (2, NULL, 'a''b"c\d', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff4352a5dad0afa0c6', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'slug1', NULL, NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.speech_drafts VALUES (3, 2251799813685246, '两
行	字', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff8510d1bad9408b07', '两
行	字', '两
行	字', '两
行	字', '两
行	字', '两
行	字', 'slug2', 3, '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.speech_versions VALUES (1, 'slug0', 1, 'file0', 'titl0', 'date0', 'occa0', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff89216cfd7f3e4dab', '清风“正”气', 'sha20', '2026-03-02 00:30:05.123456+00', '清风“正”气');
INSERT INTO public.speech_versions VALUES (2, 'slug1', 2, 'file1', 'titl1', 'date1', 'occa1', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff8ce89d3503cb8f91', 'a''b"c\d', 'sha21', '2026-03-03 00:30:05.123457+00', NULL);
INSERT INTO public.speech_versions VALUES (3, 'slug2', 3, 'file2', 'titl2', 'date2', 'occa2', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff4d46255182b43905', '两
行	字', 'sha22', '2026-03-04 00:30:05.123458+00', '两
行	字');
INSERT INTO public.speeches VALUES ('slug0', 1, 1, 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.speeches VALUES ('slug1', 2, NULL, 2, NULL);
INSERT INTO public.speeches VALUES ('slug2', 3, 3, 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.subscriptions VALUES (-2251799813685248, true, '08:30', 1, 'every', true, '2026-03-02', true, '2026-03-02', '', 'text', 1, NULL, '', '2026-03-02', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.subscriptions VALUES (-2251799813685247, false, '17:05', NULL, '135', false, NULL, false, NULL, '2026-05-01', 'text', NULL, 3, '15:00', NULL, '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.subscriptions VALUES (-2251799813685246, true, '00:00', 3, 'workdays', true, '2026-03-04', true, '2026-03-04', '', 'text', 3, 5, '09:30', '2026-03-04', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.suggestions VALUES (1, -2251799813685248, '清风“正”气', '', '清风“正”气', 'draft', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.suggestions VALUES (2, NULL, 'a''b"c\d', '', 'a''b"c\d', 'sent', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.suggestions VALUES (3, -2251799813685246, '两
行	字', '', '两
行	字', 'answered', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.updates VALUES (1, 1, -2251799813685248, '清风“正”气', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 1, 1, 1, 'owne0', true);
INSERT INTO public.updates VALUES (2, 2, NULL, NULL, '2026-03-03 00:30:05.123457+00', NULL, 2, 2, 2, NULL, false);
INSERT INTO public.updates VALUES (3, 3, -2251799813685246, '两
行	字', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 3, 3, 3, 'owne2', true);
INSERT INTO public.warnings VALUES ('name0', '清风“正”气', true, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.warnings VALUES ('name1', 'a''b"c\d', false, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.warnings VALUES ('name2', '两
行	字', true, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.way_batches VALUES (1, 'slug0', 'kind0', '清风“正”气', 'active', 2251799813685248, 1, '清风“正”气', '清风“正”气', 'hold0', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.way_batches VALUES (2, 'slug1', 'kind1', 'a''b"c\d', 'sent', NULL, NULL, 'a''b"c\d', 'a''b"c\d', 'hold1', NULL, '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.way_batches VALUES (3, 'slug2', 'kind2', '两
行	字', 'open', 2251799813685246, 3, '两
行	字', '两
行	字', 'hold2', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.way_tasks VALUES (1, 'task0', 1, true, 1);
INSERT INTO public.way_tasks VALUES (2, 'task1', 2, false, 2);
INSERT INTO public.way_tasks VALUES (3, 'task2', 3, true, 3);
INSERT INTO public.ways VALUES (1, 1, '清风“正”气', '清风“正”气', '清风“正”气', '清风“正”气', '清风“正”气', true);
INSERT INTO public.ways VALUES (2, 2, 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', 'a''b"c\d', false);
INSERT INTO public.ways VALUES (3, 3, '两
行	字', '两
行	字', '两
行	字', '两
行	字', '两
行	字', true);
INSERT INTO public.withdrawn_ways VALUES ('sour0', 2251799813685248, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.withdrawn_ways VALUES ('sour1', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.withdrawn_ways VALUES ('sour2', 2251799813685246, '2026-03-04 00:30:05.123458+00');
SELECT pg_catalog.setval('public.audit_id_seq', 3, true);
SELECT pg_catalog.setval('public.confirmations_id_seq', 3, true);
SELECT pg_catalog.setval('public.deliveries_id_seq', 3, true);
SELECT pg_catalog.setval('public.duties_id_seq', 3, true);
SELECT pg_catalog.setval('public.invitations_id_seq', 3, true);
SELECT pg_catalog.setval('public.known_questions_id_seq', 3, true);
SELECT pg_catalog.setval('public.ledger_entries_id_seq', 3, true);
SELECT pg_catalog.setval('public.notices_id_seq', 3, true);
SELECT pg_catalog.setval('public.owners_number_seq', 1, false);
SELECT pg_catalog.setval('public.prompts_id_seq', 3, true);
SELECT pg_catalog.setval('public.questions_id_seq', 3, true);
SELECT pg_catalog.setval('public.recognitions_id_seq', 3, true);
SELECT pg_catalog.setval('public.restorations_id_seq', 3, true);
SELECT pg_catalog.setval('public.set_aside_id_seq', 3, true);
SELECT pg_catalog.setval('public.speech_changes_id_seq', 3, true);
SELECT pg_catalog.setval('public.speech_drafts_id_seq', 3, true);
SELECT pg_catalog.setval('public.speech_versions_id_seq', 3, true);
SELECT pg_catalog.setval('public.suggestions_id_seq', 3, true);
SELECT pg_catalog.setval('public.way_batches_id_seq', 3, true);
SELECT pg_catalog.setval('public.ways_id_seq', 3, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.access_modes
    ADD CONSTRAINT pk_access_modes PRIMARY KEY (id);
ALTER TABLE ONLY public.approvals
    ADD CONSTRAINT pk_approvals PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT pk_audit PRIMARY KEY (id);
ALTER TABLE ONLY public.chats
    ADD CONSTRAINT pk_chats PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.checklist_days
    ADD CONSTRAINT pk_checklist_days PRIMARY KEY (local_date);
ALTER TABLE ONLY public.checklist_lines
    ADD CONSTRAINT pk_checklist_lines PRIMARY KEY (holiday, topic);
ALTER TABLE ONLY public.checklist_quotes
    ADD CONSTRAINT pk_checklist_quotes PRIMARY KEY (holiday, quote_key);
ALTER TABLE ONLY public.confirmation_cards
    ADD CONSTRAINT pk_confirmation_cards PRIMARY KEY (confirmation_id, user_id);
ALTER TABLE ONLY public.confirmations
    ADD CONSTRAINT pk_confirmations PRIMARY KEY (id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT pk_deliveries PRIMARY KEY (id);
ALTER TABLE ONLY public.duties
    ADD CONSTRAINT pk_duties PRIMARY KEY (id);
ALTER TABLE ONLY public.duty_leavers
    ADD CONSTRAINT pk_duty_leavers PRIMARY KEY (duty_id, user_id);
ALTER TABLE ONLY public.duty_people
    ADD CONSTRAINT pk_duty_people PRIMARY KEY (duty_id, user_id);
ALTER TABLE ONLY public.duty_turns
    ADD CONSTRAINT pk_duty_turns PRIMARY KEY (duty_id, user_id, due_on);
ALTER TABLE ONLY public.held_days
    ADD CONSTRAINT pk_held_days PRIMARY KEY (local_date);
ALTER TABLE ONLY public.invitation_uses
    ADD CONSTRAINT pk_invitation_uses PRIMARY KEY (invitation_id, user_id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT pk_invitations PRIMARY KEY (id);
ALTER TABLE ONLY public.known_questions
    ADD CONSTRAINT pk_known_questions PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_entries
    ADD CONSTRAINT pk_ledger_entries PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_months
    ADD CONSTRAINT pk_ledger_months PRIMARY KEY (month, sheet);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT pk_memberships PRIMARY KEY (user_id, chat_id);
ALTER TABLE ONLY public.notice_numbers
    ADD CONSTRAINT pk_notice_numbers PRIMARY KEY (notice_id, chat_id);
ALTER TABLE ONLY public.notice_reads
    ADD CONSTRAINT pk_notice_reads PRIMARY KEY (notice_id, mark);
ALTER TABLE ONLY public.notices
    ADD CONSTRAINT pk_notices PRIMARY KEY (id);
ALTER TABLE ONLY public.occasions
    ADD CONSTRAINT pk_occasions PRIMARY KEY (name);
ALTER TABLE ONLY public.owners
    ADD CONSTRAINT pk_owners PRIMARY KEY (number);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (user_id);
ALTER TABLE ONLY public.practice
    ADD CONSTRAINT pk_practice PRIMARY KEY (user_id, item_key);
ALTER TABLE ONLY public.prompts
    ADD CONSTRAINT pk_prompts PRIMARY KEY (id);
ALTER TABLE ONLY public.push_marks
    ADD CONSTRAINT pk_push_marks PRIMARY KEY (id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT pk_questions PRIMARY KEY (id);
ALTER TABLE ONLY public.quiz_items
    ADD CONSTRAINT pk_quiz_items PRIMARY KEY (key);
ALTER TABLE ONLY public.quiz_polls
    ADD CONSTRAINT pk_quiz_polls PRIMARY KEY (poll_id);
ALTER TABLE ONLY public.quiz_weeks
    ADD CONSTRAINT pk_quiz_weeks PRIMARY KEY (monday);
ALTER TABLE ONLY public.quote_days
    ADD CONSTRAINT pk_quote_days PRIMARY KEY (local_date);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT pk_quotes PRIMARY KEY (text);
ALTER TABLE ONLY public.reading_places
    ADD CONSTRAINT pk_reading_places PRIMARY KEY (user_id, slug);
ALTER TABLE ONLY public.recognitions
    ADD CONSTRAINT pk_recognitions PRIMARY KEY (id);
ALTER TABLE ONLY public.replies
    ADD CONSTRAINT pk_replies PRIMARY KEY (chat_id, question_message_id, part);
ALTER TABLE ONLY public.restorations
    ADD CONSTRAINT pk_restorations PRIMARY KEY (id);
ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT pk_set_aside PRIMARY KEY (id);
ALTER TABLE ONLY public.shown
    ADD CONSTRAINT pk_shown PRIMARY KEY (chat_id, message_id, user_id, passage_id);
ALTER TABLE ONLY public.speech_changes
    ADD CONSTRAINT pk_speech_changes PRIMARY KEY (id);
ALTER TABLE ONLY public.speech_drafts
    ADD CONSTRAINT pk_speech_drafts PRIMARY KEY (id);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT pk_speech_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.speeches
    ADD CONSTRAINT pk_speeches PRIMARY KEY (slug);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.suggestions
    ADD CONSTRAINT pk_suggestions PRIMARY KEY (id);
ALTER TABLE ONLY public.updates
    ADD CONSTRAINT pk_updates PRIMARY KEY (bot_id, update_id);
ALTER TABLE ONLY public.warnings
    ADD CONSTRAINT pk_warnings PRIMARY KEY (name);
ALTER TABLE ONLY public.way_batches
    ADD CONSTRAINT pk_way_batches PRIMARY KEY (id);
ALTER TABLE ONLY public.way_tasks
    ADD CONSTRAINT pk_way_tasks PRIMARY KEY (batch_id, task);
ALTER TABLE ONLY public.ways
    ADD CONSTRAINT pk_ways PRIMARY KEY (id);
ALTER TABLE ONLY public.withdrawn_ways
    ADD CONSTRAINT pk_withdrawn_ways PRIMARY KEY (source);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT uq_deliveries_local_date_chat_id_kind_notice UNIQUE (local_date, chat_id, kind, notice);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT uq_invitations_code_hash UNIQUE (code_hash);
ALTER TABLE ONLY public.owners
    ADD CONSTRAINT uq_owners_id UNIQUE (id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT uq_questions_chat_id_message_id_part UNIQUE (chat_id, message_id, part);
ALTER TABLE ONLY public.set_aside
    ADD CONSTRAINT uq_set_aside_bot_id_digest UNIQUE (bot_id, digest);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT uq_speech_versions_slug_number UNIQUE (slug, number);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT uq_speech_versions_slug_sha256_file_title_date_occasion UNIQUE (slug, sha256, file, title, date, occasion);
CREATE INDEX ix_approvals_application ON public.approvals USING btree (application, changed_at);
CREATE INDEX ix_audit_at ON public.audit USING btree (at);
CREATE INDEX ix_chats_lost ON public.chats USING btree (changed_at) WHERE ((state)::text = ANY ((ARRAY['left'::character varying, 'gone'::character varying])::text[]));
CREATE INDEX ix_confirmations_state ON public.confirmations USING btree (state);
CREATE INDEX ix_deliveries_chat ON public.deliveries USING btree (chat_id);
CREATE INDEX ix_deliveries_claimed ON public.deliveries USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);
CREATE INDEX ix_deliveries_planned ON public.deliveries USING btree (due_at, id) WHERE ((state)::text = 'planned'::text);
CREATE INDEX ix_duty_leavers_user ON public.duty_leavers USING btree (user_id);
CREATE INDEX ix_duty_people_user ON public.duty_people USING btree (user_id);
CREATE INDEX ix_duty_turns_due ON public.duty_turns USING btree (due_on);
CREATE INDEX ix_duty_turns_tell ON public.duty_turns USING btree (tell_on);
CREATE INDEX ix_duty_turns_user ON public.duty_turns USING btree (user_id);
CREATE INDEX ix_ledger_entries_local_date ON public.ledger_entries USING btree (local_date);
CREATE INDEX ix_people_application ON public.people USING btree (application, changed_at);
CREATE INDEX ix_people_role ON public.people USING btree (role);
CREATE INDEX ix_practice_at ON public.practice USING btree (at);
CREATE INDEX ix_prompts_message ON public.prompts USING btree (chat_id, message_id);
CREATE INDEX ix_prompts_until ON public.prompts USING btree (until);
CREATE INDEX ix_prompts_user ON public.prompts USING btree (chat_id, user_id);
CREATE INDEX ix_questions_asked_at ON public.questions USING btree (asked_at);
CREATE INDEX ix_questions_state ON public.questions USING btree (state);
CREATE INDEX ix_quiz_polls_item ON public.quiz_polls USING btree (item_key);
CREATE INDEX ix_reading_places_at ON public.reading_places USING btree (at);
CREATE INDEX ix_replies_at ON public.replies USING btree (at);
CREATE INDEX ix_replies_chat_at ON public.replies USING btree (chat_id, at);
CREATE INDEX ix_set_aside_at ON public.set_aside USING btree (at);
CREATE INDEX ix_shown_at ON public.shown USING btree (at);
CREATE INDEX ix_shown_chat_at ON public.shown USING btree (chat_id, at);
CREATE INDEX ix_subscriptions_due ON public.subscriptions USING btree ("time", chat_id);
CREATE INDEX ix_subscriptions_quiz ON public.subscriptions USING btree (quiz_day, quiz_time, chat_id);
CREATE INDEX ix_updates_unclaimed ON public.updates USING btree (bot_id, update_id) WHERE ((handled_at IS NULL) AND (owner IS NULL));
CREATE INDEX ix_updates_unhandled ON public.updates USING btree (bot_id, update_id) WHERE (handled_at IS NULL);
CREATE INDEX ix_updates_waiting ON public.updates USING btree (bot_id, chat_id, owner, update_id) WHERE (handled_at IS NULL);
CREATE INDEX ix_way_batches_state ON public.way_batches USING btree (state);
CREATE INDEX ix_ways_batch ON public.ways USING btree (batch_id);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT fk_subscriptions_chat_id FOREIGN KEY (chat_id) REFERENCES public.chats(chat_id);
