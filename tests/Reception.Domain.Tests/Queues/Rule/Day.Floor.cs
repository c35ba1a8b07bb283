using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues.Rule;

/// <summary>Words and endings on the agents' side, and the end of the day.</summary>
internal sealed partial class Day
{
    private int _words;

    /// <summary>He tells the queue how he stands, now or (when words may come late) perhaps later.</summary>
    private void Speak(DayAgent agent)
    {
        if (_plan.Late && ++_words % 3 == 0) return;
        _wordsToSay.Add(agent);
        SayWords();
    }

    private void LateWord(DayAgent agent)
    {
        _wordsToSay.Add(agent);
        SayWords();
    }

    private void SayWords()
    {
        while (_wordsToSay.FirstOrDefault() is { } agent)
        {
            _wordsToSay.Remove(agent);
            var word = agent.Say();
            Tell($"{agent.Id} says: {(word.Routable ? "online" : "away")}, free {word.FreeWeight}, life {word.Life}", () => _router.OnAgentChanged(word, _now), () => _rule.Say(word, _now));
        }
    }

    /// <summary>The queue ends an offer, before or after it came.</summary>
    private void TakeBack(Guid id)
    {
        foreach (var agent in _agents)
        {
            if (agent.Reserved.Remove(id)) _wordsToSay.Add(agent);
            else agent.Refused.Add(id);
        }
    }

    /// <summary>
    /// The day ends well: everybody answers, nobody accepts, and as long as it goes on, every work that somebody may serve is offered
    /// again and again. No offer lives longer than its time.
    /// </summary>
    private void Close()
    {
        while (_unanswered.Count > 0) Answer(new Move(0, 0, 1, 0));
        foreach (var agent in _agents) LateWord(agent);
        for (var i = 0; i < 4; i++)
        {
            Pass(TimeSpan.FromSeconds(30));
            while (_unanswered.Count > 0) Answer(new Move(0, 0, 1, 0));
            if (_rule.Offers.Values.FirstOrDefault(o => o.Until <= _now) is { } late) throw Broken($"the offer of {late.Work} to {late.Agent} outlives its time");
        }
        foreach (var work in _works.Where(w => w.Waits != _rule.Works.Exists(r => r.Work.Work == w.Id))) throw Broken($"{work.Id.Customer} {(work.Waits ? "was lost" : "is still there")}");
    }
}
