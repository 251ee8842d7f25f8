import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ko.KoreanNumberFilter;
import org.apache.lucene.analysis.ko.KoreanPartOfSpeechStopFilter;
import org.apache.lucene.analysis.ko.KoreanReadingFormFilter;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.ko.POS;
import org.apache.lucene.analysis.ko.dict.UserDictionary;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.analysis.AbstractTokenFilterFactory;
import org.opensearch.index.analysis.AbstractTokenizerFactory;
import org.opensearch.index.analysis.TokenFilterFactory;
import org.opensearch.index.analysis.TokenizerFactory;
import org.opensearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.opensearch.plugins.AnalysisPlugin;
import org.opensearch.plugins.Plugin;

/**
 * Lucene's Korean analysers under the names that OpenSearch's own analysis-nori plugin gives them, so that an index is
 * set up here as on a managed OpenSearch. The plugin itself is in no Maven repository; its analysers are.
 */
public class NoriPlugin extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("nori_tokenizer", NoriTokenizerFactory::new);
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "nori_part_of_speech", PartOfSpeechFactory::new,
            "nori_readingform", filter(KoreanReadingFormFilter::new),
            "nori_number", filter(KoreanNumberFilter::new));
    }

    private interface Wrap {
        TokenStream around(TokenStream input);
    }

    private static AnalysisProvider<TokenFilterFactory> filter(Wrap wrap) {
        return (index, environment, name, settings) -> new AbstractTokenFilterFactory(index, name, settings) {
            @Override
            public TokenStream create(TokenStream input) {
                return wrap.around(input);
            }
        };
    }

    private static class PartOfSpeechFactory extends AbstractTokenFilterFactory {
        private final Set<POS.Tag> stopTags;

        PartOfSpeechFactory(IndexSettings index, Environment environment, String name, Settings settings) {
            super(index, name, settings);
            List<String> tags = settings.getAsList("stoptags");
            stopTags = tags.isEmpty()
                ? KoreanPartOfSpeechStopFilter.DEFAULT_STOP_TAGS
                : tags.stream().map(POS::resolveTag).collect(Collectors.toSet());
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new KoreanPartOfSpeechStopFilter(input, stopTags);
        }
    }

    private static class NoriTokenizerFactory extends AbstractTokenizerFactory {
        private final UserDictionary dictionary;
        private final KoreanTokenizer.DecompoundMode mode;
        private final boolean discardPunctuation;

        NoriTokenizerFactory(IndexSettings index, Environment environment, String name, Settings settings) {
            super(index, settings, name);
            mode = KoreanTokenizer.DecompoundMode.valueOf(
                settings.get("decompound_mode", "discard").toUpperCase(Locale.ROOT));
            discardPunctuation = settings.getAsBoolean("discard_punctuation", true);
            List<String> rules = settings.getAsList("user_dictionary_rules");
            try {
                dictionary = rules.isEmpty() ? null : UserDictionary.open(new StringReader(String.join("\n", rules)));
            } catch (IOException error) {
                throw new IllegalArgumentException("the user dictionary cannot be read", error);
            }
        }

        @Override
        public Tokenizer create() {
            return new KoreanTokenizer(
                KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY, dictionary, mode, false, discardPunctuation);
        }
    }
}
