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
    lease_until timestamp with time zone,
    finished_at timestamp with time zone
);
CREATE SEQUENCE public.deliveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.deliveries_id_seq OWNED BY public.deliveries.id;
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
CREATE TABLE public.memberships (
    user_id bigint NOT NULL,
    chat_id bigint NOT NULL,
    present boolean NOT NULL,
    checked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.occasions (
    name character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.people (
    user_id bigint NOT NULL,
    name text NOT NULL,
    role integer NOT NULL,
    application character varying(16) NOT NULL,
    told_at timestamp with time zone,
    menu character varying(16) NOT NULL,
    changed_at timestamp with time zone NOT NULL
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
    asked_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.questions_id_seq OWNED BY public.questions.id;
CREATE TABLE public.quote_days (
    local_date date NOT NULL,
    quote_key text NOT NULL,
    fixed boolean NOT NULL
);
CREATE TABLE public.replies (
    chat_id bigint NOT NULL,
    question_message_id bigint NOT NULL,
    answer_message_id bigint NOT NULL,
    thread_id bigint,
    user_id bigint,
    passage_id text,
    passage_digest character varying(64),
    kind character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL
);
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
    added_at timestamp with time zone NOT NULL
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
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.updates (
    bot_id bigint NOT NULL,
    update_id bigint NOT NULL,
    chat_id bigint,
    payload text,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    attempts integer NOT NULL
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.deliveries ALTER COLUMN id SET DEFAULT nextval('public.deliveries_id_seq'::regclass);
ALTER TABLE ONLY public.invitations ALTER COLUMN id SET DEFAULT nextval('public.invitations_id_seq'::regclass);
ALTER TABLE ONLY public.known_questions ALTER COLUMN id SET DEFAULT nextval('public.known_questions_id_seq'::regclass);
ALTER TABLE ONLY public.questions ALTER COLUMN id SET DEFAULT nextval('public.questions_id_seq'::regclass);
ALTER TABLE ONLY public.speech_versions ALTER COLUMN id SET DEFAULT nextval('public.speech_versions_id_seq'::regclass);
INSERT INTO public.access_modes VALUES (1, 'members', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.alembic_version VALUES ('0004');
INSERT INTO public.approvals VALUES (-2251799813685248, 'kind0', '清风“正”气', '', '2026-03-02 00:30:05.123456+00', 'menu0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.approvals VALUES (-2251799813685247, 'kind1', 'a''b"c\d', 'asked', NULL, 'menu1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.approvals VALUES (-2251799813685246, 'kind2', '两
行	字', 'approved', '2026-03-04 00:30:05.123458+00', 'menu2', '2026-03-04 00:30:05.123458+00');
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
INSERT INTO public.deliveries VALUES (1, '2026-03-02', -2251799813685248, 'quote', 'noti0', 1, '清风“正”气', '2026-03-02 00:30:05.123456+00', 'sent', 1, '2026-03-02 00:30:05.123456+00', '清风“正”气', 1, 'clai0', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.deliveries VALUES (2, '2026-03-03', -2251799813685247, 'notice', 'noti1', NULL, 'a''b"c\d', '2026-03-03 00:30:05.123457+00', 'unknown', 2, NULL, 'a''b"c\d', NULL, NULL, NULL, NULL);
INSERT INTO public.deliveries VALUES (3, '2026-03-04', -2251799813685246, 'quote', 'noti2', 3, '两
行	字', '2026-03-04 00:30:05.123458+00', 'planned', 3, '2026-03-04 00:30:05.123458+00', '两
行	字', 3, 'clai2', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
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
INSERT INTO public.memberships VALUES (2251799813685248, -2251799813685248, true, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.memberships VALUES (2251799813685247, -2251799813685247, false, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.memberships VALUES (2251799813685246, -2251799813685246, true, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.occasions VALUES ('name0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.occasions VALUES ('name1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.occasions VALUES ('name2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.people VALUES (2251799813685248, '清风“正”气', 1, '', '2026-03-02 00:30:05.123456+00', 'menu0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.people VALUES (2251799813685247, 'a''b"c\d', 2, 'asked', NULL, 'menu1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.people VALUES (2251799813685246, '两
行	字', 3, 'approved', '2026-03-04 00:30:05.123458+00', 'menu2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.questions VALUES (1, -2251799813685248, 1, 1, 2251799813685248, '清风“正”气', 'kind0', '清风“正”气', 'verd0', 'open', 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.questions VALUES (2, -2251799813685247, 2, NULL, NULL, NULL, 'kind1', NULL, 'verd1', 'closed', NULL, '2026-03-03 00:30:05.123457+00');
INSERT INTO public.questions VALUES (3, -2251799813685246, 3, 3, 2251799813685246, '两
行	字', 'kind2', '两
行	字', 'verd2', 'bound', 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.quote_days VALUES ('2026-03-02', '清风“正”气', true);
INSERT INTO public.quote_days VALUES ('2026-03-03', 'a''b"c\d', false);
INSERT INTO public.quote_days VALUES ('2026-03-04', '两
行	字', true);
INSERT INTO public.replies VALUES (-2251799813685248, 1, 1, 1, 2251799813685248, '清风“正”气', 'pass0', 'kind0', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.replies VALUES (-2251799813685247, 2, 2, NULL, NULL, NULL, NULL, 'kind1', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.replies VALUES (-2251799813685246, 3, 3, 3, 2251799813685246, '两
行	字', 'pass2', 'kind2', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.speech_versions VALUES (1, 'slug0', 1, 'file0', 'titl0', 'date0', 'occa0', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeffafae866c0dfda675', '清风“正”气', 'sha20', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.speech_versions VALUES (2, 'slug1', 2, 'file1', 'titl1', 'date1', 'occa1', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff58282bc1b35875ae', 'a''b"c\d', 'sha21', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.speech_versions VALUES (3, 'slug2', 3, 'file2', 'titl2', 'date2', 'occa2', '\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeffc086a5884cf6330c', '两
行	字', 'sha22', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.speeches VALUES ('slug0', 1, 1, 1, '2026-03-02 00:30:05.123456+00');
INSERT INTO public.speeches VALUES ('slug1', 2, NULL, 2, NULL);
INSERT INTO public.speeches VALUES ('slug2', 3, 3, 3, '2026-03-04 00:30:05.123458+00');
INSERT INTO public.subscriptions VALUES (-2251799813685248, true, '08:30', 1, 'every', true, '2026-03-02', true, '2026-03-02', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00');
INSERT INTO public.subscriptions VALUES (-2251799813685247, false, '17:05', NULL, '135', false, NULL, false, NULL, '2026-03-03 00:30:05.123457+00', '2026-03-03 00:30:05.123457+00');
INSERT INTO public.subscriptions VALUES (-2251799813685246, true, '00:00', 3, 'workdays', true, '2026-03-04', true, '2026-03-04', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00');
INSERT INTO public.updates VALUES (1, 1, -2251799813685248, '清风“正”气', '2026-03-02 00:30:05.123456+00', '2026-03-02 00:30:05.123456+00', 1);
INSERT INTO public.updates VALUES (2, 2, NULL, NULL, '2026-03-03 00:30:05.123457+00', NULL, 2);
INSERT INTO public.updates VALUES (3, 3, -2251799813685246, '两
行	字', '2026-03-04 00:30:05.123458+00', '2026-03-04 00:30:05.123458+00', 3);
SELECT pg_catalog.setval('public.audit_id_seq', 3, true);
SELECT pg_catalog.setval('public.deliveries_id_seq', 3, true);
SELECT pg_catalog.setval('public.invitations_id_seq', 3, true);
SELECT pg_catalog.setval('public.known_questions_id_seq', 3, true);
SELECT pg_catalog.setval('public.questions_id_seq', 3, true);
SELECT pg_catalog.setval('public.speech_versions_id_seq', 3, true);
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
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT pk_deliveries PRIMARY KEY (id);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT pk_invitations PRIMARY KEY (id);
ALTER TABLE ONLY public.known_questions
    ADD CONSTRAINT pk_known_questions PRIMARY KEY (id);
ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT pk_memberships PRIMARY KEY (user_id, chat_id);
ALTER TABLE ONLY public.occasions
    ADD CONSTRAINT pk_occasions PRIMARY KEY (name);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (user_id);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT pk_questions PRIMARY KEY (id);
ALTER TABLE ONLY public.quote_days
    ADD CONSTRAINT pk_quote_days PRIMARY KEY (local_date);
ALTER TABLE ONLY public.replies
    ADD CONSTRAINT pk_replies PRIMARY KEY (chat_id, question_message_id);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT pk_speech_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.speeches
    ADD CONSTRAINT pk_speeches PRIMARY KEY (slug);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.updates
    ADD CONSTRAINT pk_updates PRIMARY KEY (bot_id, update_id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT uq_deliveries_local_date_chat_id_kind_notice UNIQUE (local_date, chat_id, kind, notice);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT uq_invitations_code_hash UNIQUE (code_hash);
ALTER TABLE ONLY public.questions
    ADD CONSTRAINT uq_questions_chat_id_message_id UNIQUE (chat_id, message_id);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT uq_speech_versions_slug_number UNIQUE (slug, number);
ALTER TABLE ONLY public.speech_versions
    ADD CONSTRAINT uq_speech_versions_slug_sha256_file_title_date_occasion UNIQUE (slug, sha256, file, title, date, occasion);
CREATE INDEX ix_audit_at ON public.audit USING btree (at);
CREATE INDEX ix_deliveries_chat ON public.deliveries USING btree (chat_id);
CREATE INDEX ix_deliveries_leased ON public.deliveries USING btree (lease_until) WHERE (lease_until IS NOT NULL);
CREATE INDEX ix_deliveries_planned ON public.deliveries USING btree (due_at, id) WHERE ((state)::text = 'planned'::text);
CREATE INDEX ix_questions_asked_at ON public.questions USING btree (asked_at);
CREATE INDEX ix_questions_state ON public.questions USING btree (state);
CREATE INDEX ix_replies_at ON public.replies USING btree (at);
CREATE INDEX ix_replies_chat_at ON public.replies USING btree (chat_id, at);
CREATE INDEX ix_updates_unhandled ON public.updates USING btree (bot_id, update_id) WHERE (handled_at IS NULL);
ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT fk_subscriptions_chat_id FOREIGN KEY (chat_id) REFERENCES public.chats(chat_id);
