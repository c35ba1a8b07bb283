using System.Text.Json.Serialization;

namespace Reception.Domain.Conversations.Events;

/// <summary>
/// Something that happened in a conversation, as the journal keeps it for good. The discriminators and field names below are
/// frozen by golden files: a field is added, never changed; a type is added, never renamed. <see cref="Episode"/> is the episode
/// it belongs to (0 before the first message).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(CheckpointTaken), "checkpoint")]
[JsonDerivedType(typeof(EpisodeOpened), "opened")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(SessionOpened), "session")]
[JsonDerivedType(typeof(SessionClosed), "session-end")]
[JsonDerivedType(typeof(MessageAccepted), "said")]
[JsonDerivedType(typeof(BotAnswered), "answered")]
[JsonDerivedType(typeof(BotClarified), "clarified")]
[JsonDerivedType(typeof(BotTalked), "talked")]
[JsonDerivedType(typeof(AgentMessaged), "agent")]
[JsonDerivedType(typeof(NoticePosted), "notice")]
[JsonDerivedType(typeof(MissCounted), "miss")]
[JsonDerivedType(typeof(ReplyProposed), "proposed")]
[JsonDerivedType(typeof(AssistantMuted), "muted")]
[JsonDerivedType(typeof(AnswerRated), "answer-rated")]
[JsonDerivedType(typeof(OrderReported), "order")]
[JsonDerivedType(typeof(CustomerUpset), "upset")]
[JsonDerivedType(typeof(ReplyAwaited), "awaited")]
[JsonDerivedType(typeof(ReplyEnded), "awaited-end")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(OwnerChanged), "assigned")]
[JsonDerivedType(typeof(Requeued), "requeued")]
[JsonDerivedType(typeof(Transferred), "transferred")]
[JsonDerivedType(typeof(HandedBack), "handed-back")]
[JsonDerivedType(typeof(Taken), "taken")]
[JsonDerivedType(typeof(Reassigned), "reassigned")]
[JsonDerivedType(typeof(InternalSaid), "internal")]
[JsonDerivedType(typeof(ConsultAsked), "consult")]
[JsonDerivedType(typeof(ConsultJoined), "consult-joined")]
[JsonDerivedType(typeof(ConsultEnded), "consult-end")]
[JsonDerivedType(typeof(SentOutside), "outside")]
[JsonDerivedType(typeof(CameBack), "came-back")]
[JsonDerivedType(typeof(Overflowed), "overflowed")]
[JsonDerivedType(typeof(Reclassified), "reclassified")]
[JsonDerivedType(typeof(WaitEnded), "wait-ended")]
[JsonDerivedType(typeof(HandOverDeferred), "deferred")]
[JsonDerivedType(typeof(WorkPromised), "promised")]
[JsonDerivedType(typeof(PromiseKept), "promise-kept")]
[JsonDerivedType(typeof(WaitAlternativeOffered), "wait-offer")]
[JsonDerivedType(typeof(DeadlineMissed), "deadline")]
[JsonDerivedType(typeof(BotReferred), "referred")]
public abstract record ConversationEvent(DateTimeOffset At, int Episode);
